import type { Model } from '../model/model.ts'
import { compileModel } from '../rule/compile-model.ts'
import { type BacktestLead, followLead } from './follow-lead.ts'

/** Whether a lead was at `mql` or `sql` at any time up to `until`. Yields every few milliseconds. */
export type HasQualified = (lead: BacktestLead, until: number) => Generator<void, boolean>

/** Creates the check for a validated model. */
export function createQualification(model: Model): HasQualified {
  const compiled = compileModel(model)
  return function* (lead, until) {
    const events = [...lead.events]
    const first = events.reduce((least, { at }) => Math.min(least, at), until)
    const followed = yield* followLead({ ...lead, events }, compiled, first, until)
    return followed?.crossings.some(({ to }) => to === 'mql' || to === 'sql') ?? false
  }
}
