import { sampleEvent } from '../../packages/collector/src/storage/contract/samples.ts'
import { postgresStore } from '../../packages/collector/src/storage/postgres.ts'
import { answers, batchSize, createJournal, load } from './journal.ts'
import { ask, type Tally, tally, type World } from './world.ts'

const eventsPerMonth = 500

/** Takes old months out of the log, one after the other, while two collectors take events in. */
export async function retention(world: World, months: number): Promise<Tally> {
  const journal = createJournal(3)
  const servers = await Promise.all([world.start(), world.start()])
  const urls = servers.map(({ url }) => url)
  const store = postgresStore(world.database)
  const wrong: string[] = []
  const startOf = (month: number) => Date.UTC(2015, month)
  for (let month = 0; month < months; month++) {
    const old = Array.from({ length: eventsPerMonth }, (_, index) =>
      sampleEvent(`old-${month}-${index}`, {
        receivedAt: startOf(month) + index,
        anonymousId: `old-${month}`,
      }),
    )
    await store.transact((tx) => tx.insertEvents(old))
  }
  await load(journal, urls, 6, async () => {
    for (let month = 0; month < months; month++) {
      const cut = { before: startOf(month + 1), types: ['page' as const], except: [] }
      const count = await store.shortenLog(cut)
      if (count !== eventsPerMonth) wrong.push(`${count} events of a month taken out`)
      await answers(journal, 2 * batchSize)
    }
  })
  const refused = [...journal.statuses.keys()].filter((status) => status !== 200)
  const left = await ask(world.database, "SELECT FROM leadlight.events WHERE message_id LIKE 'old-%'")
  if (left.length > 0) wrong.push(`${left.length} old events are left`)
  await store.close()
  const result = await tally(journal, world, urls[0] ?? '', [
    ...wrong,
    ...refused.map((status) => `answered ${status}`),
  ])
  await Promise.all(servers.map((server) => server.end('SIGTERM')))
  return { ...result, remark: `${months} months taken out; ${result.remark}` }
}
