import type { Session } from './session.ts'

const HOUR_MS = 3_600_000

/** Advisory lock for creating partitions. */
const LOCK = `hashtextextended('leadlight partitions ' || current_schema(), 0)`

/**
 * Creates the missing partitions of the log for events received at these times (milliseconds since 1970), and the one of
 * the following month, so that nobody has to wait at the turn of the month.
 *
 * @param known months like `2026_11` that have a partition. Those found are added, but not those created here, which
 * exist only if this transaction commits.
 */
export async function ensureMonths(session: Session, times: number[], known: Set<string>): Promise<void> {
  const hours = [...new Set(times.map((time) => Math.floor(time / HOUR_MS)))]
  const months = [...new Set(hours.map((hour) => startOfMonth(hour * HOUR_MS)))].sort((a, b) => a - b)
  for (const month of months) {
    if (known.has(nameOf(month)) || (await find(session, month, known))) continue
    await session.query(`SELECT pg_advisory_xact_lock(${LOCK})`)
    // Another collector may have created it while this one waited for the lock.
    if (!(await find(session, month, known))) await createMonth(session, month)
  }
  const latest = months.at(-1)
  if (latest !== undefined) await createInAdvance(session, startOfNext(latest), known)
}

/** Creates the partition of a coming month, unless another collector is doing so: it is not urgent enough to wait. */
async function createInAdvance(session: Session, month: number, known: Set<string>): Promise<void> {
  if (known.has(nameOf(month)) || (await find(session, month, known))) return
  const [tried] = await session.query<{ held: boolean }>(`SELECT pg_try_advisory_xact_lock(${LOCK}) AS held`)
  if (tried?.held && !(await find(session, month, known))) await createMonth(session, month)
}

function startOfMonth(time: number): number {
  const date = new Date(time)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}

function startOfNext(month: number): number {
  const date = new Date(month)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)
}

function nameOf(month: number): string {
  return new Date(month).toISOString().slice(0, 7).replace('-', '_')
}

/**
 * Whether a month has a partition. Reads `pg_class`, since `to_regclass` may return a cached result from before another
 * collector's commit.
 */
async function find(session: Session, month: number, known: Set<string>): Promise<boolean> {
  const name = nameOf(month)
  const rows = await session.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_class WHERE relname = $1
       AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())) AS found`,
    `events_${name}`,
  )
  const exists = rows[0]?.found === true
  if (exists) known.add(name)
  return exists
}

/** Creates the table separately and then attaches it, so that writers to the log need not wait. */
async function createMonth(session: Session, month: number): Promise<void> {
  const name = `events_${nameOf(month)}`
  await session.command(`CREATE TABLE ${name} (LIKE events INCLUDING ALL);
    ALTER TABLE events ATTACH PARTITION ${name} FOR VALUES FROM (${month}) TO (${startOfNext(month)})`)
}
