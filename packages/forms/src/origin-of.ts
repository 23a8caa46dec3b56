import type { FieldSource } from '@leadlight/protocol'

/** Longer ones are cut, in UTF-16 code units. */
const LONGEST = 500

/** What the page tells of where its visitor came from; of addresses only what comes before their query, which may say too much. */
export function originOf(source: FieldSource): string | undefined {
  const { origin, pathname, search } = location
  const told =
    source === 'page'
      ? origin + pathname
      : source === 'referrer'
        ? document.referrer.split(/[?#]/)[0]
        : new URLSearchParams(search).get(source)
  return told?.slice(0, LONGEST) || undefined
}
