import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { refusalFaults, refusals } from './bad-disk.ts'
import { answers, batchSize, createJournal, load } from './journal.ts'
import { ask, type Tally, tally, type World } from './world.ts'

/** Events that are answered between two restarts, and how they come. */
const eventsPerRestart = 2_000
const perBatch = 100

/** Restarts the server under the load of two collectors, each time without any farewell. */
export async function restarts(world: World, count: number): Promise<Tally> {
  const journal = createJournal(3, perBatch)
  const servers = await Promise.all([world.start(), world.start()])
  const urls = servers.map(({ url }) => url)
  await load(journal, urls, 6, async () => {
    for (let round = 0; round < count; round++) {
      await answers(journal, eventsPerRestart)
      await world.postgres?.crash?.(() => refusals(journal, 6))
    }
    await answers(journal, 10 * batchSize)
  })
  const result = await tally(journal, world, urls[0] ?? '', unforeseen(journal.statuses))
  await Promise.all(servers.map((server) => server.end('SIGTERM')))
  return result
}

/** Cuts connections while they commit, so that nobody knows what became of it. */
export async function cutCommits(world: World, count: number): Promise<Tally> {
  const journal = createJournal(3)
  // A commit that takes its time is easier to hit.
  for (const setting of ["commit_delay = '30000'", "commit_siblings = '0'"])
    await ask(world.database, `ALTER SYSTEM SET ${setting}`)
  await ask(world.database, 'SELECT pg_reload_conf()')
  const servers = await Promise.all([world.start(), world.start()])
  const urls = servers.map(({ url }) => url)
  const client = new Client({ connectionString: world.database })
  await client.connect()
  let cut = 0
  await load(journal, urls, 6, async () => {
    while (cut < count) {
      const { rowCount } = await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE query = 'COMMIT' AND state = 'active' AND pid <> pg_backend_pid() LIMIT 1`,
      )
      cut += rowCount ?? 0
      await sleep(rowCount === 0 ? 1 : 50)
    }
    await answers(journal, 5 * batchSize)
  })
  await client.end()
  const result = await tally(journal, world, urls[0] ?? '', unforeseen(journal.statuses))
  await Promise.all(servers.map((server) => server.end('SIGTERM')))
  return { ...result, remark: `${cut} commits cut; ${result.remark}` }
}

/** Takes all connections that the server has: 503 and when to come back, until there are some again. */
export async function noConnections(world: World): Promise<Tally> {
  const journal = createJournal(3)
  const server = await world.start()
  await load(journal, [server.url], 6, () => answers(journal, 10 * batchSize))
  const hogs = await takeAll(world)
  const wrong: string[] = []
  await load(journal, [server.url], 6, () => refusals(journal, 12))
  wrong.push(...(await refusalFaults(server.url, journal)))
  await Promise.all(hogs.map((hog) => hog.end()))
  await load(journal, [server.url], 6, () => answers(journal, 10 * batchSize))
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return { ...result, remark: `${hogs.length} connections taken; ${result.remark}` }
}

/** Cuts the collector's connections, and takes the place of each. */
async function takeAll(world: World): Promise<Client[]> {
  const hogs: Client[] = []
  for (let failed = 0; failed < 5; ) {
    const hog = new Client({ connectionString: world.database, application_name: 'hog' })
    hog.on('error', () => {})
    const isIn = await hog.connect().then(
      () => true,
      () => false,
    )
    if (isIn) {
      hogs.push(hog)
      await hog.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'leadlight'",
      )
    } else failed += 1
  }
  return hogs
}

function unforeseen(statuses: Map<number, number>): string[] {
  return [...statuses.keys()]
    .filter((status) => status !== 200 && status !== 503)
    .map((status) => `answered ${status || 'nothing'}`)
}
