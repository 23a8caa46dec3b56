import { setTimeout as sleep } from 'node:timers/promises'
import { migrate } from '../../packages/collector/src/storage/postgres/migrate.ts'
import { migrations } from '../../packages/collector/src/storage/postgres/migrations.ts'
import { openPool } from '../../packages/collector/src/storage/postgres/open-pool.ts'
import { fromSources, startServing } from '../node-process.ts'
import { root } from '../source-tree.ts'
import { createJournal } from './journal.ts'
import { ask, type Tally, tally, type World } from './world.ts'

/**
 * Kills a program in the middle of bringing a schema up to date, again and again; then a collector starts on it.
 *
 * @param isHasty without a transaction around it
 */
export async function killedPostgresUpgrades(world: World, count: number, isHasty = false): Promise<Tally> {
  const wrong: string[] = []
  const pool = await openPool({ connectionString: world.database })
  await migrate(pool, 'leadlight', migrations.slice(0, 1))
  await pool.end()
  const tables = await tablesOf(world)
  for (let kill = 0; kill < count; kill++) {
    const program = `${root}test/upgrade-postgres-slowly.ts`
    const upgrade = await startServing([fromSources, program, world.database, ...(isHasty ? ['hasty'] : [])])
    await upgrade.end('SIGKILL')
    while (await hasOthers(world)) await sleep(10)
    if ((await tablesOf(world)) !== tables) wrong.push('a killed upgrade left half of its work')
  }
  if (isHasty) return { events: 0, lost: 0, double: 0, wrong }
  const journal = createJournal(1)
  const server = await world.start()
  await journal.post(server.url, 0)
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return { ...result, remark: `${count} upgrades killed` }
}

async function tablesOf(world: World): Promise<string> {
  const rows = await ask(
    world.database,
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'leadlight' ORDER BY 1, 2",
  )
  return JSON.stringify(rows)
}

/** The server notices only after a while that nobody is there any more. */
async function hasOthers(world: World): Promise<boolean> {
  const others = await ask(
    world.database,
    "SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
  )
  return others.length > 0
}
