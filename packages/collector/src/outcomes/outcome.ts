import { type Outcome, outcomeSchema } from '@leadlight/protocol'
import type { StoredEvent } from '../stored-event.ts'

/** Event with a secret key that records the outcome of a lead. Property `outcome`: `won`, `lost`, or null to reopen it. */
export const OUTCOME_RECORDED = 'Outcome Recorded'

/** The outcome in an event, null for reopened; undefined for other events, and for those sent with a public key. */
export function outcomeOf({ name, trusted, properties }: StoredEvent): Outcome | null | undefined {
  if (name !== OUTCOME_RECORDED || !trusted) return undefined
  const outcome = outcomeSchema.nullable().safeParse(properties.outcome ?? null)
  return outcome.success ? outcome.data : undefined
}
