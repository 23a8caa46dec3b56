import { join } from 'node:path'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import type { Batch } from '@leadlight/protocol'
import { callFaults, failingCalls, filesTooLarge, fullDisk, noDescriptors, onSmallDisk } from './bad-disk.ts'
import { duplicates } from './duplicates.ts'
import { fsyncOrder, hasStrace } from './fsync-order.ts'
import { kills, killsAmong, killsOfHasty } from './kills.ts'
import { overload } from './overload.ts'
import { poison } from './poison.ts'
import { backup } from './postgres-backup.ts'
import { cutCommits, noConnections, restarts } from './postgres-faults.ts'
import { retention } from './postgres-retention.ts'
import { killedPostgresUpgrades } from './postgres-upgrades.ts'
import { slowSockets } from './slow-sockets.ts'
import { terminations } from './terminations.ts'
import { killedUpgrades } from './upgrades.ts'
import { postgresWorld, sqliteWorld, type Tally, type World } from './world.ts'

/** A fault in full; `of` scales a figure by the share asked for, to one at least. A text says why it cannot be tried here. */
export type Fault = (of: (figure: number) => number) => Promise<Tally | string>

const DISK_KIB = 8 * 1024
const NO_STRACE = 'strace is missing, or may not be used: on Debian, apt-get install strace'
const NO_DISK = 'a small file system can be mounted by root only'

/** As much memory as a collector may take, in MB. Run from its sources it holds what strips their types, too. */
export const MOST_MEMORY = 300

/** Letters by which a batch of 300 events becomes nearly as large as it may be. */
const LARGE = 1_400

/** What happens to collectors: nothing that was answered is lost, and nothing counts twice. */
export const faults: Record<string, Fault> = {
  'SQLite: kill -9': (of) => onSqlite((world) => kills(world, of(200))),
  'SQLite: kill -9, two processes on a file': (of) => onSqlite((world) => killsAmong(world, 2, of(20))),
  'SQLite: order of fsync and answer': (of) => watched((world) => fsyncOrder(world, of(1_000))),
  'SQLite: full disk': () => onDisk((world) => fullDisk(world)),
  ...Object.fromEntries(
    (Object.keys(callFaults) as (keyof typeof callFaults)[]).map((fault) => [
      `SQLite: ${fault}`,
      () => watched((world) => failingCalls(world, fault)),
    ]),
  ),
  'SQLite: files that may not grow': () => onSqlite(filesTooLarge),
  'SQLite: no descriptors': () => onSqlite(noDescriptors),
  'SQLite: three copies in any order': (of) =>
    onSqlite((world) => duplicates(twice(sqliteStore(world.database)), memoryStore(), of(1_000))),
  'SQLite: overload': (of) => onSqlite((world) => overload(world, of(60), MOST_MEMORY)),
  'SQLite: overload by large batches': (of) =>
    onSqlite((world) => overload(world, of(60), MOST_MEMORY, { text: LARGE })),
  'SQLite: slow sockets': (of) => onSqlite((world) => slowSockets(world, of(1_000), MOST_MEMORY)),
  'SQLite: rules that throw': (of) => onSqlite((world) => poison(sqliteStore(world.database), of(1_000))),
  'SQLite: SIGTERM': (of) => onSqlite((world) => terminations(world, of(100))),
  'SQLite: upgrades killed': (of) => killedUpgrades(of(20)),
  'PostgreSQL: kill -9': (of) => onPostgres((world) => kills(world, of(50))),
  'PostgreSQL: one of four killed': (of) => onPostgres((world) => killsAmong(world, 4, of(20))),
  'PostgreSQL: restarts': (of) => onPostgres((world) => restarts(world, of(50))),
  'PostgreSQL: cut while committing': (of) =>
    onPostgres((world) => cutCommits(world, of(200)), { durable: true }),
  'PostgreSQL: no connections': () => onPostgres(noConnections, { connections: 30 }),
  'PostgreSQL: three copies in any order': (of) =>
    onPostgres((world) => {
      const stores = [postgresStore(world.database), postgresStore(world.database)]
      return duplicates(stores, sqliteStore(join(world.folder, 'the-same.db')), of(1_000))
    }),
  'PostgreSQL: rules that throw': (of) =>
    onPostgres((world) => poison(postgresStore(world.database), of(200))),
  'PostgreSQL: upgrades killed': (of) => onPostgres((world) => killedPostgresUpgrades(world, of(20))),
  'PostgreSQL: months dropped under load': (of) => onPostgres((world) => retention(world, of(50))),
  'PostgreSQL: backup under load, restored': (of) => backup(of(500)),
  'PostgreSQL: SIGTERM': (of) => onPostgres((world) => terminations(world, of(100))),
}

/** The same with a guard broken on purpose: something must be lost, counted twice or otherwise wrong. */
export const controls: Record<string, Fault> = {
  'answered before the commit, killed': () => onSqlite(killsOfHasty),
  'answered before the commit, watched': () => watched((world) => fsyncOrder(world, 20, true)),
  'answered before the commit, full disk': () => onDisk((world) => fullDisk(world, true)),
  'a new id for each copy': () =>
    onSqlite((world) => duplicates(twice(sqliteStore(world.database)), memoryStore(), 20, renamed)),
  'rules that do not throw': () => onSqlite((world) => poison(sqliteStore(world.database), 3, false)),
  'a queue without end': () =>
    onSqlite((world) => overload(world, 3, MOST_MEMORY, { args: ['--queue', '100000'], text: LARGE })),
  'bodies without end': () =>
    onSqlite((world) => slowSockets(world, 1_000, MOST_MEMORY, ['--unfinished', '100000'])),
  'SIGKILL for SIGTERM': () => onSqlite((world) => terminations(world, 1, 'SIGKILL')),
  'an upgrade without a transaction': () => killedUpgrades(1, true),
  'PostgreSQL: answered before the commit, killed': () => onPostgres(killsOfHasty),
  'PostgreSQL: a new id for each copy': () =>
    onPostgres((world) => {
      const stores = [postgresStore(world.database), postgresStore(world.database)]
      return duplicates(stores, memoryStore(), 20, renamed)
    }),
  'PostgreSQL: an upgrade without a transaction': () =>
    onPostgres((world) => killedPostgresUpgrades(world, 1, true)),
  'PostgreSQL: a backup in two parts': () => backup(10, true),
}

/** Whether nothing went wrong. */
export function isClean({ lost, double, wrong }: Tally): boolean {
  return lost + double + wrong.length === 0
}

async function onSqlite(work: (world: World) => Promise<Tally>): Promise<Tally> {
  const world = sqliteWorld()
  try {
    return await work(world)
  } finally {
    await world.end()
  }
}

async function onPostgres(
  work: (world: World) => Promise<Tally>,
  settings?: Parameters<typeof postgresWorld>[0],
): Promise<Tally | string> {
  if (process.env.DATABASE_URL !== undefined) return 'the server of DATABASE_URL is not ours to break'
  const world = await postgresWorld(settings)
  try {
    return await work(world)
  } finally {
    await world.end()
  }
}

async function watched(work: (world: World) => Promise<Tally>): Promise<Tally | string> {
  return hasStrace() ? await onSqlite(work) : NO_STRACE
}

async function onDisk(work: (world: World) => Promise<Tally>): Promise<Tally | string> {
  return (await onSmallDisk(DISK_KIB, work)) ?? NO_DISK
}

function renamed(batch: Batch): Batch {
  return {
    ...batch,
    batch: batch.batch.map((message) => ({ ...message, messageId: crypto.randomUUID() })),
  }
}

/** Two collectors of one process: on a file, they share the store. */
function twice<Item>(item: Item): [Item, Item] {
  return [item, item]
}
