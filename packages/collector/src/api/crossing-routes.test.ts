import type { Crossing, List } from '@leadlight/protocol'
import { defaultModel, type Model } from '@leadlight/scoring'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'

const minute = 60_000
const model: Model = {
  ...defaultModel,
  rules: [
    {
      id: 'page',
      label: 'Page',
      dimension: 'engagement',
      on: { event: 'page' },
      points: 10,
      halfLifeDays: 0.25,
    },
  ],
  groups: [],
  tests: [],
  thresholds: { ...defaultModel.thresholds, stage: { mql: { score: 19 }, sql: { score: 20 } } },
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

function start() {
  const collector = startCollector({ model })
  let sent = 0
  return {
    async visit(): Promise<void> {
      const timestamp = new Date().toISOString()
      const message = { anonymousId: 'v', userId: 'u1', timestamp }
      const batch = [1, 2].map(() => ({ ...message, type: 'page' as const, messageId: `m${sent++}` }))
      const delivery = collector.ingest({ writeKey: 'wk', sentAt: timestamp, batch })
      await vi.advanceTimersByTimeAsync(5)
      await delivery
    },
    async crossings(query = ''): Promise<{ status: number; body: List<Crossing> }> {
      const response = await askAsOwner(collector, `/api/crossings${query}`)
      return { status: response.status, body: await response.json() }
    },
    stop: () => collector.close(),
  }
}

it('records crossings within a second, including those by decay while no request arrives', async () => {
  const { visit, crossings, stop } = start()
  await visit()
  await vi.advanceTimersByTimeAsync(40 * minute)
  const { data } = (await crossings()).body
  expect(data.map(({ from, to, cause }) => [from, to, cause])).toEqual([
    ['visitor', 'sql', 'event'],
    ['sql', 'mql', 'fading'],
    ['mql', 'lead', 'fading'],
  ])
  // 20 points are below 20 a hundredth later, and below 19 after 6 · log2(20 / 19) hours.
  const [came, , left] = data.map(({ at }) => Date.parse(at))
  expect(Math.abs((left ?? 0) - (came ?? 0) - 360 * minute * Math.log2(20 / 19))).toBeLessThan(minute)
  for (const { at, recordedAt } of data) {
    expect(Date.parse(recordedAt) - Date.parse(at)).toBeLessThanOrEqual(1_000)
  }
  await stop()
})

it('lists crossings page by page, and since a given time', async () => {
  const { visit, crossings, stop } = start()
  await visit()
  await vi.advanceTimersByTimeAsync(40 * minute)
  const { data } = (await crossings()).body
  const first = (await crossings('?limit=2')).body
  const second = (await crossings(`?limit=2&cursor=${encodeURIComponent(first.next ?? '')}`)).body
  expect([...first.data, ...second.data]).toEqual(data)
  expect(second.next).toBeNull()
  const since = data[1]?.recordedAt ?? ''
  expect((await crossings(`?since=${since}`)).body.data).toEqual(data.slice(1))
  expect((await crossings('?since=yesterday')).status).toBe(400)
  await stop()
})
