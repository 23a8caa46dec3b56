import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadEmbeddedPostgres } from './embedded-postgres.ts'

/** A PostgreSQL server for tests. */
export interface PostgresServer {
  /** Of a database that tests may fill with schemas. */
  url: string
  /** Ends it without any farewell and starts it again; null for a server that is not ours. */
  crash: ((whileDown: () => Promise<void>) => Promise<void>) | null
  stop(): Promise<void>
}

/** How a server of our own is set up. */
export interface PostgresSettings {
  /** Every commit is synced, as it is where it matters; tests end processes, not the machine, and do without. */
  durable?: boolean
  /** Most connections at a time; 100 unless given. */
  connections?: number
}

/** One history takes a database as long as memory takes for many. */
const HISTORIES_AS_LONG_AS_ONE = 25

/** How often a law is tried on a database: a share of `PROPERTY_RUNS`, so that `npm run test:properties` takes minutes for it. */
export function lawRuns(usual: number): number {
  return Math.max(usual, Math.round(Number(process.env.PROPERTY_RUNS ?? 0) / HISTORIES_AS_LONG_AS_ONE))
}

/** How long that may take, in milliseconds; 0 for as long as it takes. */
export const lawTimeout = process.env.PROPERTY_RUNS === undefined ? 120_000 : 0

/** Starts a server of our own on a free port, its data in the folder for temporary files; or takes that of `DATABASE_URL`. */
export async function startPostgres(settings: PostgresSettings = {}): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL
  if (given !== undefined) return { url: given, crash: null, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-postgres-'))
  // As root the server runs as another user, who has to get in.
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const port = await freePort()
  const said: string[] = []
  const { default: EmbeddedPostgres } = await loadEmbeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir: data,
    port,
    user: 'leadlight',
    password: 'test',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: [
      ...['-c', `fsync=${settings.durable ? 'on' : 'off'}`, '-c', `unix_socket_directories=${tmpdir()}`],
      ...['-c', `max_connections=${settings.connections ?? 100}`],
    ],
    onLog: (message) => said.push(String(message)),
    onError: (message) => said.push(String(message)),
  })
  const start = () =>
    server.start().catch(() => {
      throw new Error(`PostgreSQL did not start:\n${said.join('')}`)
    })
  await server.initialise()
  await start()
  return {
    url: `postgres://leadlight:test@127.0.0.1:${port}/postgres`,
    async crash(whileDown) {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
      process.kill(Number(pid), 'SIGQUIT')
      while (isRunning(Number(pid))) await sleep(10)
      await whileDown()
      await start()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A port of the loopback interface that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
