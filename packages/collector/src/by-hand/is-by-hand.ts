import { POINTS_ADJUSTED, STAGE_SET } from '@leadlight/scoring'
import { OUTCOME_RECORDED } from '../outcomes/outcome.ts'
import type { StoredEvent } from '../stored-event.ts'
import { OWNER_SET } from './owner.ts'

const names = new Set([POINTS_ADJUSTED, STAGE_SET, OUTCOME_RECORDED, OWNER_SET])

/** Whether an event is a change by hand, made with a secret key, rather than an act of the lead. */
export function isByHand({ name, trusted }: Pick<StoredEvent, 'name' | 'trusted'>): boolean {
  return trusted && names.has(name)
}
