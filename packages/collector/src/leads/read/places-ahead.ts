import type { Ahead } from './rank-matching.ts'

/** Most places kept for all lists together: some ten megabytes. */
const MOST_PLACES = 100_000

/** The places that pages of lists left for the pages after them. */
export interface PlacesAhead {
  keep(list: string, ahead: Ahead): void
  /** Removes and returns the places of a list; undefined when they are unknown. */
  take(list: string): Ahead | undefined
}

/**
 * Remembers places of leads in the order of a list, so that pages in the midst of many leads with about the same score need not
 * rank all of them again. Places that nobody asked for since are forgotten first.
 *
 * @param most most places kept for all lists together
 */
export function createPlacesAhead(most = MOST_PLACES): PlacesAhead {
  const kept = new Map<string, Ahead>()
  let count = 0
  const take = (list: string) => {
    const ahead = kept.get(list)
    kept.delete(list)
    count -= ahead?.places.length ?? 0
    return ahead
  }
  return {
    keep(list, ahead) {
      take(list)
      if (ahead.places.length === 0) return
      kept.set(list, ahead)
      count += ahead.places.length
      for (const oldest of kept.keys()) {
        if (count <= most) return
        take(oldest)
      }
    },
    take,
  }
}
