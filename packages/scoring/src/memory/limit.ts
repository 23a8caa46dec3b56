/** An event that may count. */
export interface Candidate {
  at: number
  id: string
  day: number
  bucket: string
}

/** The bucket of what is limited by the day; each day has its own. */
export const DAILY = 'd'

/** By time, then by id: the order in which events take the places that a limit leaves. */
export function inTime(first: { at: number; id: string }, second: { at: number; id: string }): number {
  return first.at - second.at || (first.id < second.id ? -1 : first.id > second.id ? 1 : 0)
}

/** The first `count` of each bucket, in time. */
export function withinLimit<Item extends Candidate>(candidates: readonly Item[], count: number): Item[] {
  const taken = new Map<string, number>()
  return [...candidates].sort(inTime).filter(({ bucket, day }) => {
    const name = bucket === DAILY ? `${DAILY}${day}` : bucket
    const place = (taken.get(name) ?? 0) + 1
    taken.set(name, place)
    return place <= count
  })
}
