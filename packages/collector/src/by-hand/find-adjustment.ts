import { POINTS_ADJUSTED } from '@leadlight/scoring'
import { readLeadEvents } from '../leads/read/find-lead.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The event with this `messageId` that adjusted a lead's points by hand; undefined when there is none, or it reverts another. */
export async function findAdjustment(
  snapshot: Snapshot,
  lead: string,
  messageId: string,
): Promise<StoredEvent | undefined> {
  const found = await readLeadEvents(snapshot, lead)
  return found?.events
    .map(({ event }) => event)
    .find(
      (event) =>
        event.messageId === messageId &&
        event.trusted &&
        event.name === POINTS_ADJUSTED &&
        event.properties.lifts === undefined,
    )
}
