import type { Store } from '@leadlight/collector'
import { createScorer, defaultModel, type Scorer } from '@leadlight/scoring'
import { createIntake } from '../../packages/collector/src/create-intake.ts'
import { sampleEvent } from '../../packages/collector/src/storage/contract/samples.ts'
import type { Tally } from './world.ts'

const perDelivery = 10

/**
 * Has rules throw on one event of each delivery, many deliveries at a time: that one is refused and kept with the reason, its
 * neighbours count.
 *
 * @param throws whether they do at all
 */
export async function poison(store: Store, deliveries: number, throws = true): Promise<Tally> {
  const scorer = createScorer(defaultModel)
  const failing: Scorer = {
    ...scorer,
    add(state, event) {
      if (throws && event.properties.poison === true) throw new Error('no rule takes this')
      scorer.add(state, event)
    },
  }
  const intake = createIntake({ store, scorer: failing })
  const wrong: string[] = []
  await Promise.all(
    Array.from({ length: deliveries }, async (_, delivery) => {
      const events = Array.from({ length: perDelivery }, (_, index) =>
        sampleEvent(`m${delivery}-${index}`, {
          anonymousId: `v${delivery}`,
          userId: `user-${delivery}`,
          properties: { poison: index === delivery % perDelivery },
        }),
      )
      const { stored, refused } = await intake.accept(events, [])
      const only = refused.map(({ messageId, reason }) => `${messageId}: ${reason}`).join()
      const expected = `m${delivery}-${delivery % perDelivery}: could not be processed: no rule takes this`
      if (stored !== perDelivery - 1 || only !== expected) wrong.push(`stored ${stored}, refused "${only}"`)
    }),
  )
  const subjects = Array.from({ length: deliveries }, (_, delivery) => `visitor:v${delivery}`)
  const [log, kept] = await store.read(async (snapshot) => [
    await snapshot.events(subjects),
    await snapshot.rejected(null, deliveries * 2),
  ])
  await store.close()
  const lost = deliveries * (perDelivery - 1) - log.length
  if (kept.length !== deliveries) wrong.push(`${kept.length} kept with a reason, not ${deliveries}`)
  return { events: log.length, lost: Math.max(0, lost), double: Math.max(0, -lost), wrong }
}
