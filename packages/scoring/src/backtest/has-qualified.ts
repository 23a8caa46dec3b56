import type { Model } from '../model/model.ts'
import { compileModel } from '../rule/compile-model.ts'
import { type BacktestLead, followLead } from './follow-lead.ts'

/** Tells, in steps of some milliseconds each, whether a lead ever came to `mql` or `sql` until a time. */
export type HasQualified = (lead: BacktestLead, until: number) => Generator<void, boolean>

/** Makes the function for a checked model. */
export function createQualification(model: Model): HasQualified {
  const ready = compileModel(model)
  return function* (lead, until) {
    const events = [...lead.events]
    const first = events.reduce((least, { at }) => Math.min(least, at), until)
    const followed = yield* followLead({ ...lead, events }, ready, first, until)
    return followed?.crossings.some(({ to }) => to === 'mql' || to === 'sql') ?? false
  }
}
