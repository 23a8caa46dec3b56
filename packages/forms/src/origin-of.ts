import type { FieldSource } from '@leadlight/protocol'

/** Longer values are truncated, in UTF-16 code units. */
const LONGEST = 500

/** The value of a hidden field's source; of addresses without their query, which may contain personal data. */
export function originOf(source: FieldSource): string | undefined {
  const { origin, pathname, search } = location
  const value =
    source === 'page'
      ? origin + pathname
      : source === 'referrer'
        ? document.referrer.split(/[?#]/)[0]
        : new URLSearchParams(search).get(source)
  return value?.slice(0, LONGEST) || undefined
}
