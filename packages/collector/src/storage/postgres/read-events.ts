import type { StoredEvent } from '../../stored-event.ts'
import { createMutex } from '../mutex.ts'
import { texts } from './arrays.ts'
import { readContexts } from './contexts.ts'
import { type EventRow, fromEventRow } from './rows.ts'
import type { Session } from './session.ts'

/** Rows of the log read at a time: some milliseconds of work. */
const PIECE = 1_000

const select = 'SELECT * FROM events WHERE subject = ANY($1::text[])'

/**
 * Creates the reading of the log. Mostly one query suffices. Where there are many events, a cursor returns them piece by piece, so
 * that they neither block other work nor are in memory twice.
 */
export function createEventReading(session: Session): (subjects: string[]) => Promise<StoredEvent[]> {
  // The cursor has one name only, so that its statements are prepared once.
  const cursorLock = createMutex()
  return async (subjects) => {
    const [first, contexts] = await Promise.all([
      session.query<EventRow>(`${select} LIMIT ${PIECE + 1}`, texts(subjects)),
      readContexts(session, subjects),
    ])
    const parse = (rows: EventRow[]) => rows.map((row) => fromEventRow(row, contexts))
    if (first.length <= PIECE) return parse(first)
    return await cursorLock.run(async () => {
      const events: StoredEvent[] = []
      session.send(`DECLARE log NO SCROLL CURSOR FOR ${select}`, texts(subjects))
      for (let isMore = true; isMore; ) {
        const rows = await session.query<EventRow>(`FETCH ${PIECE} FROM log`)
        for (const event of parse(rows)) events.push(event)
        isMore = rows.length === PIECE
      }
      session.send('CLOSE log')
      return events
    })
  }
}
