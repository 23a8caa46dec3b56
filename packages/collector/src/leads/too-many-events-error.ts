/** Maximum number of a lead's events that are replayed: some seconds of work, and less than a gigabyte. */
export const MAX_REPLAYED_EVENTS = 200_000

/** A lead has too many events to replay. Its score is up to date nevertheless, since that needs no replay. */
export class TooManyEventsError extends Error {
  override name = 'TooManyEventsError'

  constructor() {
    super(
      `This lead has more than ${MAX_REPLAYED_EVENTS.toLocaleString('en')} events, too many to replay. Its current score is in GET /api/leads/:id, all of its events in GET /api/leads/:id/export.`,
    )
  }
}
