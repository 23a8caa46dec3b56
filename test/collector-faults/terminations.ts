import { setTimeout as sleep } from 'node:timers/promises'
import { answers, batchSize, createJournal, load } from './journal.ts'
import { missing, type Tally, tally, type World } from './world.ts'

/** Tells a collector to end by SIGTERM, or by another signal, under load, again and again. */
export async function terminations(
  world: World,
  count: number,
  signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM',
): Promise<Tally> {
  const journal = createJournal(6)
  const wrong: string[] = []
  for (let round = 0; round < count; round++) {
    const server = await world.start()
    await load(journal, [server.url], 6, async () => {
      await answers(journal, 5 * batchSize)
      await sleep(Math.random() * 100)
      const { code, stderr } = await server.end(signal)
      if (code !== 0) wrong.push(`ended with ${code} ${stderr}`)
    })
    if ((await missing(journal, world)).length > 0) wrong.push('an answered event is missing')
  }
  const server = await world.start()
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return result
}
