import type { Judged } from './judge-events.ts'

/** Most events listed for one rule. */
const MAX_LISTED = 1_000

/** For each reason not to count, this many events are always listed. */
const EACH_REASON = 20

/**
 * Selects the events to list: some of each reason not to count, then those that counted, then the rest, each the latest
 * first. The result keeps the original order.
 */
export function selectJudged(judged: readonly Judged[]): readonly Judged[] {
  if (judged.length <= MAX_LISTED) return judged
  const listed = new Set<Judged>()
  const list = (wanted: (item: Judged) => boolean) => {
    for (let index = judged.length - 1; index >= 0 && listed.size < MAX_LISTED; index--) {
      const item = judged[index]
      if (item !== undefined && wanted(item)) listed.add(item)
    }
  }
  const seen = new Map<string, number>()
  list(({ why }) => {
    const count = seen.get(why ?? '') ?? 0
    seen.set(why ?? '', count + 1)
    return why !== null && count < EACH_REASON
  })
  list(({ why }) => why === null)
  list(() => true)
  return judged.filter((item) => listed.has(item))
}
