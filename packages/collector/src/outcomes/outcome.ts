import { type Outcome, outcomeSchema } from '@leadlight/protocol'
import type { StoredEvent } from '../stored-event.ts'

/** Somebody with the secret key said how it ended with a lead: `outcome`, which is `won`, `lost`, or null for open again. */
export const OUTCOME_RECORDED = 'Outcome Recorded'

/** The outcome that an event tells, null for open; undefined for every other event, and for all that a public key sent. */
export function outcomeOf({ name, trusted, properties }: StoredEvent): Outcome | null | undefined {
  if (name !== OUTCOME_RECORDED || !trusted) return undefined
  const outcome = outcomeSchema.nullable().safeParse(properties.outcome ?? null)
  return outcome.success ? outcome.data : undefined
}
