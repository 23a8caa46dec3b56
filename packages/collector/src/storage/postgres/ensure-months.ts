import type { Session } from './session.ts'

/**
 * Makes the partitions of the log that are missing for events received at these times, in milliseconds since 1970.
 *
 * @param known months like `2026_11` that have one; those found are added, but not those made here, which only stay if
 * this transaction does
 */
export async function ensureMonths(session: Session, times: number[], known: Set<string>): Promise<void> {
  const wanted = new Map(times.map((time) => [monthOf(time), time]))
  const unsure = [...wanted].filter(([month]) => !known.has(month)).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [month, time] of unsure) {
    if (!(await exists(session, month))) {
      await session.query(
        `SELECT pg_advisory_xact_lock(hashtextextended('leadlight partitions ' || current_schema(), 0))`,
      )
      // Another collector may have been faster.
      if (!(await exists(session, month))) {
        await createMonth(session, month, time)
        continue
      }
    }
    known.add(month)
  }
}

function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7).replace('-', '_')
}

/** Asks the table of tables: what `to_regclass` remembers may be of before another's commit. */
async function exists(session: Session, month: string): Promise<boolean> {
  const rows = await session.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1
       AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())) AS found`,
    `events_${month}`,
  )
  return rows[0]?.found === true
}

/** Made apart and then attached, so that nobody who writes to the log has to wait. */
async function createMonth(session: Session, month: string, time: number): Promise<void> {
  const date = new Date(time)
  const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
  const to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
  await session.command(`CREATE TABLE events_${month} (LIKE events INCLUDING ALL);
    ALTER TABLE events ATTACH PARTITION events_${month} FOR VALUES FROM (${from}) TO (${to})`)
}
