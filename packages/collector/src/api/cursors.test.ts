import type { Lead, List, TimelineEntry } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 21, 9)

async function readAll<Item>(collector: Collector, path: string, between = () => {}): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor = ''; ; between()) {
    const response = await askAsOwner(collector, `${path}&cursor=${encodeURIComponent(cursor)}`)
    expect(response.status, await response.clone().text()).toBe(200)
    const { data, next }: List<Item> = await response.json()
    items.push(...data)
    if (next === null) return items
    cursor = next
  }
}

const identify = (anonymousId: string, messageId: string) => ({
  ...{ type: 'identify' as const, messageId, anonymousId, timestamp: new Date(start).toISOString() },
  traits: { email: `${anonymousId}@firm.example` },
})

it('the cursor of a list that is read slowly is accepted for as long as the list is', async () => {
  let clock = start
  const collector = startCollector({ now: () => clock })
  const batch = Array.from({ length: 20 }, (_, index) => identify(`v${index}`, `m${index}`))
  await collector.ingest({ writeKey: 'wk', sentAt: new Date(start).toISOString(), batch })
  const leads = await readAll<Lead>(collector, '/api/leads?limit=1', () => {
    clock += 6 * minute
  })
  expect(new Set(leads.map(({ id }) => id)).size).toBe(20)
  await collector.close()
})

it('the cursor of a timeline is accepted, whatever the ids of its events', async () => {
  const collector = startCollector({ now: () => start })
  const long = (letter: string) => letter.repeat(255)
  const views = ['漢', 'क', '\u0001'].map((letter) => ({
    ...{ type: 'track' as const, event: 'Seen', messageId: long(letter), userId: 'u1' },
    timestamp: new Date(start).toISOString(),
  }))
  await collector.ingest({ writeKey: 'wk', sentAt: new Date(start).toISOString(), batch: views })
  const entries = await readAll<TimelineEntry>(collector, '/api/leads/user:u1/events?limit=1')
  expect(entries).toHaveLength(3)
  await collector.close()
})
