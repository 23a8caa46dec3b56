/** An event that may count. */
export interface Candidate {
  at: number
  id: string
  day: number
  bucket: string
}

/** Bucket of events that are limited per day; it is separate for each day. */
export const DAILY = 'd'

/** Comparator by time, then by id: the order in which a limit counts events. */
export function inTime(first: { at: number; id: string }, second: { at: number; id: string }): number {
  return first.at - second.at || (first.id < second.id ? -1 : first.id > second.id ? 1 : 0)
}

/** The earliest `count` candidates of each bucket, in order of time. */
export function withinLimit<Item extends Candidate>(candidates: readonly Item[], count: number): Item[] {
  const taken = new Map<string, number>()
  return [...candidates].sort(inTime).filter(({ bucket, day }) => {
    const name = bucket === DAILY ? `${DAILY}${day}` : bucket
    const place = (taken.get(name) ?? 0) + 1
    taken.set(name, place)
    return place <= count
  })
}
