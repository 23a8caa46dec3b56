import type { SourceHint } from '../../stored-event.ts'
import { remember } from '../remember.ts'
import { type Landing, readSource } from './read-source.ts'
import type { ReferrerBook } from './referrer.ts'

/** As {@link readSource}; what it gives may be shared by several events. */
export type ReadSource = (landing: Landing) => SourceHint | null

/** The pages of a site are few, and within it each visitor's referrer is the page before. */
const REMEMBERED_LANDINGS = 2_000
const LONGEST_LANDING = 600

/** Ends the page's address within a key: no address holds one. */
const SEPARATOR = '\n'

/** Reads sources with a memory, because parsing two addresses costs more than all the rest of an event. */
export function createSourceReader(book: ReferrerBook): ReadSource {
  const readKnown = remember(
    REMEMBERED_LANDINGS,
    (key) => {
      const end = key.indexOf(SEPARATOR)
      return readSource({ url: key.slice(0, end), referrer: key.slice(end + 1), campaign: {} }, book)
    },
    LONGEST_LANDING,
  )
  return (landing) => {
    const { url, referrer, campaign } = landing
    if (url === null || url.includes(SEPARATOR) || Object.keys(campaign).length > 0) {
      return readSource(landing, book)
    }
    // Without a referrer and with an empty one is the same.
    return readKnown(`${url}${SEPARATOR}${referrer ?? ''}`)
  }
}
