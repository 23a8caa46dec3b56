/** An event that may count. */
export interface Candidate {
  at: number
  id: string
  bucket: string
}

/** By time, then by id: the order in which events take the places that a limit leaves. */
export function inTime(first: { at: number; id: string }, second: { at: number; id: string }): number {
  return first.at - second.at || (first.id < second.id ? -1 : first.id > second.id ? 1 : 0)
}

/** The first `count` of each bucket, in time. */
export function withinLimit<Item extends Candidate>(candidates: readonly Item[], count: number): Item[] {
  const taken = new Map<string, number>()
  return [...candidates].sort(inTime).filter(({ bucket }) => {
    const place = (taken.get(bucket) ?? 0) + 1
    taken.set(bucket, place)
    return place <= count
  })
}
