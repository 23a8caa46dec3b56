import type { PageQuery } from '../../lead-service.ts'
import type { Snapshot } from '../../storage/port.ts'
import { MAX_REPLAYED_EVENTS, TooManyEventsError } from '../too-many-events-error.ts'
import { countLeadEvents } from './find-lead.ts'
import { placeInTimeline } from './timeline.ts'

/** Number of events from which on a timeline takes too long for the event loop: some tens of milliseconds. */
const LONG = 5_000

/**
 * Whether a page of a lead's timeline should be created in another thread.
 *
 * @throws InvalidCursorError
 * @throws TooManyEventsError
 */
export async function isLongTimeline(snapshot: Snapshot, name: string, page: PageQuery): Promise<boolean> {
  placeInTimeline(page)
  const count = await countLeadEvents(snapshot, name, MAX_REPLAYED_EVENTS + 1)
  if (count > MAX_REPLAYED_EVENTS) throw new TooManyEventsError()
  return count > LONG
}
