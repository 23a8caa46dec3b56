/** As many events of one lead as are replayed while others wait: some seconds of work, and less than a gigabyte. */
export const MOST_REPLAYED = 200_000

/** A lead has more events than are replayed. Its score is kept up to date all the same, for that needs no replay. */
export class TooManyEventsError extends Error {
  override name = 'TooManyEventsError'

  constructor() {
    super(
      `This lead has more than ${MOST_REPLAYED.toLocaleString('en')} events, too many to go through while others wait. Its score now is in GET /api/leads/:id, all of its events in GET /api/leads/:id/export.`,
    )
  }
}
