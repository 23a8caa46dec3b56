/** Pages that were refused, as the owner needs to know them: by origin and reason. */
export interface RefusedPages {
  /** Counts a refusal. @param code why, like `origin_not_allowed` */
  note(origin: string, code: string): void
  /** Latest first. */
  list(): RefusedPage[]
}

/** Refusals of the pages of one origin, for one reason. */
export interface RefusedPage {
  origin: string
  code: string
  /** Time of the latest refusal, in milliseconds since 1970. */
  at: number
  count: number
}

/** How many origins and reasons are remembered; anybody can invent more. */
const MAX_ENTRIES = 20
/** Length of the longest host name, with scheme and port. */
const LONGEST = 270

/** Creates an empty list of refused pages, which is kept in memory. @param now milliseconds since 1970 */
export function createRefusedPages(now: () => number): RefusedPages {
  const pages = new Map<string, RefusedPage>()
  return {
    note(origin, code) {
      if (origin.length > LONGEST) return
      const name = `${code} ${origin}`
      const count = (pages.get(name)?.count ?? 0) + 1
      // Inserted anew, so that the latest is the last.
      pages.delete(name)
      pages.set(name, { origin, code, at: now(), count })
      const [oldest] = pages.keys()
      if (pages.size > MAX_ENTRIES && oldest !== undefined) pages.delete(oldest)
    },
    list: () => [...pages.values()].reverse(),
  }
}
