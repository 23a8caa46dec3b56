import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { leadSchema, listSchema } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { Client } from 'pg'
import { fullId, type ShortId } from '../../packages/collector/src/storage/sqlite/event-rows.ts'
import { type RunningProcess, startLeadlight } from '../node-process.ts'
import { type PostgresServer, startPostgres } from '../postgres.ts'
import { type Journal, userOf } from './journal.ts'

/** What came of a fault. */
export interface Tally {
  /** Events that were answered. */
  events: number
  /** Answered, but not stored; or stored, but not scored. */
  lost: number
  /** Stored or scored more than once. */
  double: number
  /** Anything else that should not be; empty for nothing. */
  wrong: string[]
  remark?: string
}

/** A database to do things to. */
export interface World {
  /** As `--db` takes it. */
  database: string
  folder: string
  /** Null for SQLite. */
  postgres: PostgresServer | null
  start(options?: {
    program?: (args: string[]) => string[]
    args?: string[]
    env?: Record<string, string>
  }): Promise<RunningProcess>
  /** How often each event stands in the log. */
  stored(): Promise<Map<string, number>>
  end(): Promise<void>
}

const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test', '--log-level', 'silent']

/** A model in which the score counts events, so that one counted twice would show. */
const rule = { id: 'seen', label: 'Seen', dimension: 'engagement', on: { event: 'Seen' }, points: 1 }

/** An SQLite file in a folder of its own. */
export function sqliteWorld(folder = mkdtempSync(join(tmpdir(), 'leadlight-fault-'))): World {
  const database = join(folder, 'leads.db')
  return {
    ...starting(database, folder),
    database,
    folder,
    postgres: null,
    stored: async () => {
      const reader = new DatabaseSync(database, { readOnly: true })
      const rows = reader
        .prepare('SELECT message_id, count(*) AS times FROM events GROUP BY message_id')
        .all()
      reader.close()
      return new Map(rows.map((row) => [fullId(row.message_id as ShortId), Number(row.times)]))
    },
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A PostgreSQL server of its own. */
export async function postgresWorld(settings: Parameters<typeof startPostgres>[0] = {}): Promise<World> {
  const postgres = await startPostgres(settings)
  const world = urlWorld(postgres.url)
  return {
    ...world,
    postgres,
    async end() {
      await postgres.stop()
      await world.end()
    },
  }
}

/** A PostgreSQL database that somebody else looks after. */
export function urlWorld(url: string): World {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-fault-'))
  return {
    ...starting(url, folder),
    database: url,
    folder,
    postgres: null,
    stored: async () => {
      const rows = await ask(
        url,
        'SELECT message_id, count(*)::integer AS times FROM leadlight.events GROUP BY message_id',
      )
      return new Map(rows.map((row) => [fullId(row.message_id as ShortId), Number(row.times)]))
    },
    end: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

function starting(database: string, folder: string): Pick<World, 'start'> {
  const model = join(folder, 'model.json')
  return {
    start({ args = [], program, env = {} } = {}) {
      // Once, before the disk is filled.
      if (!existsSync(model)) writeFileSync(model, JSON.stringify({ ...defaultModel, rules: [rule] }))
      return startLeadlight(['--db', database, '--model', model, ...keys, ...args], env, program)
    },
  }
}

/** Asks a PostgreSQL server, by a connection of its own. */
export async function ask(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Holds what was answered against what is stored. */
export async function missing(journal: Journal, world: World): Promise<string[]> {
  const stored = await world.stored()
  return [...journal.answered].filter((id) => !stored.has(id))
}

/** Sends again what had no answer, and holds what was sent against what is stored and scored. */
export async function tally(
  journal: Journal,
  world: World,
  url: string,
  wrong: string[] = [],
): Promise<Tally> {
  const events = journal.answered.size
  await journal.settle(url)
  const stored = await world.stored()
  const lost = [...journal.sent].filter((id) => !stored.has(id)).length
  const double = [...stored.values()].filter((times) => times > 1).length
  const due = new Map<string, number>()
  for (const id of journal.sent) due.set(userOf(id), (due.get(userOf(id)) ?? 0) + 1)
  const scores = await readScores(url)
  let unscored = 0
  let overscored = 0
  for (const [user, count] of due) {
    const score = scores.get(user) ?? 0
    unscored += Math.max(0, count - score)
    overscored += Math.max(0, score - count)
  }
  const remark = [...journal.statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, times]) => `${times} × ${status || 'no answer'}`)
  return { events, lost: lost + unscored, double: double + overscored, wrong, remark: remark.join(', ') }
}

/** The scores of all leads, by user. */
export async function readScores(url: string): Promise<Map<string, number>> {
  const response = await fetch(`${url}/api/leads?limit=200`, { headers: { authorization: 'Bearer sk_test' } })
  const { data } = listSchema(leadSchema).parse(await response.json())
  return new Map(data.map((lead) => [lead.userId ?? '', lead.score]))
}
