import type { SourceHint } from '../../stored-event.ts'
import { memoize } from '../memoize.ts'
import { type Landing, readSource } from './read-source.ts'
import type { ReferrerClassifier } from './referrer.ts'

/** Reads a source like {@link readSource}; several events may share the result. */
export type ReadSource = (landing: Landing) => SourceHint | null

/** Size of the cache: a site has few pages, and within it the referrer is the previous page. */
const MAX_CACHED_LANDINGS = 2_000
const LONGEST_LANDING = 600

/** Separates URL and referrer in a cache key; no URL contains it. */
const SEPARATOR = '\n'

/** Creates a cached reader of sources, because parsing two URLs costs more than all other work on an event. */
export function createSourceReader(referrers: ReferrerClassifier): ReadSource {
  const readKnown = memoize(
    MAX_CACHED_LANDINGS,
    (key) => {
      const end = key.indexOf(SEPARATOR)
      return readSource({ url: key.slice(0, end), referrer: key.slice(end + 1), campaign: {} }, referrers)
    },
    LONGEST_LANDING,
  )
  return (landing) => {
    const { url, referrer, campaign } = landing
    if (url === null || url.includes(SEPARATOR) || Object.keys(campaign).length > 0) {
      return readSource(landing, referrers)
    }
    // No referrer and an empty one are the same.
    return readKnown(`${url}${SEPARATOR}${referrer ?? ''}`)
  }
}
