import { setTimeout as sleep } from 'node:timers/promises'
import { fromSources, type RunningProcess } from '../node-process.ts'
import { root } from '../source-tree.ts'
import { answers, batchSize, createJournal, load } from './journal.ts'
import { cpuOf } from './process-usage.ts'
import { missing, type Tally, tally, type World } from './world.ts'

const clients = 6

/** Events that are answered between two kills, at least, and how they come. */
const eventsPerKill = 2_500
const perBatch = 100

/**
 * Kills a collector under load, again and again; it starts on what is left. What is lost once stays lost, as nobody sends again
 * what was answered: so it is looked for at the end.
 */
export async function kills(world: World, count: number): Promise<Tally> {
  const journal = createJournal(clients, perBatch)
  let slowest = 0
  let mostCpu = 0
  const start = async () => {
    const began = performance.now()
    const server = await world.start()
    slowest = Math.max(slowest, performance.now() - began)
    mostCpu = Math.max(mostCpu, cpuOf(server.pid))
    return server
  }
  for (let kill = 0; kill < count; kill++)
    await killUnderLoad(await start(), journal, eventsPerKill, Math.random() * 200)
  const server = await start()
  const result = await tally(journal, world, server.url)
  await server.end('SIGTERM')
  const upAgain = `up again within ${Math.round(slowest)} ms, ${mostCpu} ms of CPU`
  return { ...result, remark: `${count} kills, ${upAgain}; ${result.remark}` }
}

/** The same with a collector that answers before it commits. */
export async function killsOfHasty(world: World): Promise<Tally> {
  const journal = createJournal(clients)
  const server = await world.start({ program: () => hasty(world.database) })
  await killUnderLoad(server, journal, 10 * batchSize, 0)
  return { events: journal.answered.size, lost: (await missing(journal, world)).length, double: 0, wrong: [] }
}

/** Starts a collector that answers too early. */
export function hasty(database: string): string[] {
  return [process.execPath, fromSources, `${root}test/answer-too-early.ts`, database]
}

async function killUnderLoad(
  server: RunningProcess,
  journal: ReturnType<typeof createJournal>,
  events: number,
  delayMs: number,
) {
  await load(journal, [server.url], clients, async () => {
    await answers(journal, events)
    await sleep(delayMs)
    await server.end('SIGKILL')
  })
}

/** Of several collectors on one database one is killed after the other, and started again; clients of the others notice nothing. */
export async function killsAmong(world: World, collectors: number, count: number): Promise<Tally> {
  const journal = createJournal(3)
  const servers = await Promise.all(Array.from({ length: collectors }, () => world.start()))
  const wrong: string[] = []
  for (let kill = 0; kill < count; kill++) {
    const victim = servers.shift()
    if (victim === undefined) throw new Error('There is nobody to kill')
    const others = createJournalView(journal)
    await load(
      others,
      servers.map(({ url }) => url),
      clients,
      async () => {
        await load(journal, [victim.url], 2, async () => {
          await answers(journal, 20 * batchSize)
          await victim.end('SIGKILL')
        })
        await answers(journal, 20 * batchSize)
      },
    )
    const failed = [...others.statuses].filter(([status]) => status !== 200)
    if (failed.length > 0) wrong.push(`the others answered ${JSON.stringify(failed)}`)
    servers.push(await world.start())
  }
  const result = await tally(journal, world, servers[0]?.url ?? '', wrong)
  await Promise.all(servers.map((server) => server.end('SIGTERM')))
  return result
}

/** The same journal, with the statuses counted apart. */
function createJournalView(journal: ReturnType<typeof createJournal>): ReturnType<typeof createJournal> {
  const statuses = new Map<number, number>()
  return {
    ...journal,
    statuses,
    async post(url, client) {
      const status = await journal.post(url, client)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      return status
    },
  }
}
