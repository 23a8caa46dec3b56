import type { Scorer } from '@leadlight/scoring'
import { StaleModelError } from '../model/stale-model-error.ts'
import type { LeadRecord } from './lead-record.ts'
import { isStale } from './save-leads.ts'

/** @throws StaleModelError when the lead is scored by another model, which this collector has not noticed yet */
export function requireFresh(lead: LeadRecord, { model }: Scorer): void {
  if (isStale(lead, model.version)) throw new StaleModelError('The lead is scored by another model.')
}
