import type { Judged } from './judge-events.ts'

/** As many events as an answer holds of one rule. */
const MOST_LISTED = 1_000

/** The events that tell most: those that counted before the others, the latest before the earlier ones; in their order. */
export function selectJudged(judged: readonly Judged[]): readonly Judged[] {
  if (judged.length <= MOST_LISTED) return judged
  const counted = judged.filter(({ why }) => why === null)
  const left = MOST_LISTED - counted.length
  if (left <= 0) return counted.slice(-MOST_LISTED)
  const others = new Set(judged.filter(({ why }) => why !== null).slice(-left))
  return judged.filter((item) => item.why === null || others.has(item))
}
