import type { Contribution } from '@leadlight/protocol'

/** A reason for a score, with what is left out filled in. */
export function reason(
  part: Partial<Contribution> & Pick<Contribution, 'rule' | 'label' | 'points'>,
): Contribution {
  return { dimension: 'engagement', raw: part.points, events: [], ...part }
}
