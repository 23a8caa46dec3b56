import type { Json } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import { cleanText, mayNeedCleaning } from './clean-text.ts'
import { createBoundedRedact, SHORT } from './create-bounded-redact.ts'
import { memoize } from './memoize.ts'
import { isSecretKey } from './secret-key.ts'

/** Removes secrets and unstorable characters from received data. What needs no cleaning is returned itself, not copied. */
export interface Cleaner {
  /** Cleans a text like {@link cleanText}. */
  text(text: string): string
  /** Cleans all texts in a JSON value, and redacts the values of secret keys. The depth must be bounded. */
  json(value: Json): Json
  /**
   * Cleans an object.
   *
   * @param isPhone whether the values of a key are telephone numbers; by default decided by the key
   */
  object<T extends { [key: string]: Json }>(object: T, isPhone?: IsPhone): T
  /** Begins the data of another sender, to which the bound on numbers applies anew. */
  restart(): void
}

/** Whether the values of a key are telephone numbers. */
export type IsPhone = (key: string) => boolean

/** The smallest number that may be a card number. */
const SHORTEST_CARD = 1e11

/** Sizes of the caches: URLs, titles and user agents repeat, keys even more. */
const MAX_CACHED_TEXTS = 5_000
const MAX_CACHED_KEYS = 2_000

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
const UUID_LENGTH = 36

/** Ids as our tracker creates them. Card and account numbers in four groups are shorter. */
const trackerId = /^\d{1,13}-\d{1,10}-\d{1,10}-\d{1,10}$/
const SHORTEST_TRACKER_ID = 30
const LONGEST_TRACKER_ID = 46

/**
 * Creates a cleaner.
 *
 * @param isPhoneName recognizes keys of telephone numbers
 * @param mostNumbers how many numbers are examined until `restart`; further texts with numbers are redacted as a whole
 */
export function createCleaner(isPhoneName: IsPhone, mostNumbers: number = Number.POSITIVE_INFINITY): Cleaner {
  const bounded = createBoundedRedact(mostNumbers)
  const clean = (dirty: string, phone = false) => cleanText(dirty, phone, bounded.redact)
  const cleanKnown = memoize(MAX_CACHED_TEXTS, (dirty) => clean(dirty), SHORT)
  const cleanKey = (key: string) => ({ clean: clean(key), secret: isSecretKey(key) })
  const cleanKnownKey = memoize(MAX_CACHED_KEYS, cleanKey, SHORT)
  // What is redacted only because of the bound must not be remembered.
  const readKey = (key: string) => (bounded.isNearlyUsedUp() ? cleanKey(key) : cleanKnownKey(key))
  const text = (dirty: string) => {
    if (!mayNeedCleaning(dirty) || isId(dirty)) return dirty
    return bounded.isNearlyUsedUp() ? clean(dirty) : cleanKnown(dirty)
  }

  function textUnder(key: string, dirty: string, isPhone: IsPhone): string {
    const cleaned = text(dirty)
    if (cleaned === dirty) return dirty
    return isPhone(key) ? clean(dirty, true) : cleaned
  }

  function json(value: Json, isPhone: IsPhone, key: string): Json {
    if (typeof value === 'string') return textUnder(key, value, isPhone)
    if (typeof value === 'number') {
      return value >= SHORTEST_CARD && text(String(value)) !== String(value) ? REDACTED : value
    }
    if (typeof value !== 'object' || value === null) return value
    return Array.isArray(value) ? array(value, isPhone, key) : object(value, isPhone)
  }

  function array(values: Json[], isPhone: IsPhone, key: string): Json[] {
    const clean = values.map((value) => json(value, isPhone, key))
    return clean.some((value, index) => value !== values[index]) ? clean : values
  }

  function object<T extends { [key: string]: Json }>(values: T, isPhone: IsPhone): T {
    // Created at the first change, since most objects are not changed.
    let entries: [string, Json][] | undefined
    let index = 0
    // Parsed JSON has only own keys, and `for in` is much faster than `Object.keys`.
    for (const key in values) {
      const value = values[key] ?? null
      const { clean, secret } = readKey(key)
      const hidden = secret && typeof value !== 'boolean' && value !== null
      const kept = hidden ? REDACTED : json(value, isPhone, key)
      if (entries === undefined && (kept !== value || clean !== key)) {
        entries = Object.entries(values).slice(0, index)
      }
      entries?.push([clean, kept])
      index += 1
    }
    // `fromEntries` defines keys instead of assigning them, so that `__proto__` is harmless.
    return entries === undefined ? values : (Object.fromEntries(entries) as T)
  }

  return {
    text,
    json: (value) => json(value, isPhoneName, ''),
    object: (values, isPhone = isPhoneName) => object(values, isPhone),
    restart: bounded.restart,
  }
}

/** Whether a text is a generated id, such as that of a page view: no secret looks like one. */
function isId(text: string): boolean {
  const { length } = text
  if (length < SHORTEST_TRACKER_ID || length > LONGEST_TRACKER_ID) return false
  return (length === UUID_LENGTH && uuid.test(text)) || trackerId.test(text)
}
