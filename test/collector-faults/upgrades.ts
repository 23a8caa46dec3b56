import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../../packages/collector/src/storage/sqlite/migrations.ts'
import { fromSources, startServing } from '../node-process.ts'
import { root } from '../source-tree.ts'
import { createJournal } from './journal.ts'
import { sqliteWorld, type Tally, tally } from './world.ts'

/**
 * Kills a program in the middle of bringing a database file up to date, again and again; then a collector starts on it.
 *
 * @param isHasty without a transaction around it
 */
export async function killedUpgrades(count: number, isHasty = false): Promise<Tally> {
  const journal = createJournal(1)
  const wrong: string[] = []
  const world = sqliteWorld()
  const old = new DatabaseSync(world.database)
  old.exec(`PRAGMA journal_mode = WAL; ${migrations[0]}; PRAGMA user_version = 1`)
  const tables = tablesOf(old)
  old.close()
  for (let kill = 0; kill < count; kill++) {
    const program = [
      fromSources,
      `${root}test/upgrade-sqlite-slowly.ts`,
      world.database,
      ...(isHasty ? ['hasty'] : []),
    ]
    const upgrade = await startServing(program)
    await upgrade.end('SIGKILL')
    const left = new DatabaseSync(world.database, { readOnly: true })
    if (tablesOf(left) !== tables) wrong.push('a killed upgrade left half of its work')
    left.close()
  }
  if (!isHasty) {
    const server = await world.start()
    await journal.post(server.url, 0)
    const result = await tally(journal, world, server.url, wrong)
    await server.end('SIGTERM')
    await world.end()
    return { ...result, remark: `${count} upgrades killed` }
  }
  await world.end()
  return { events: 0, lost: 0, double: 0, wrong }
}

function tablesOf(database: DatabaseSync): string {
  return JSON.stringify(database.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all())
}
