import { leadSchema, listSchema, scoreAnswerSchema, timelineEntrySchema } from '@leadlight/protocol'
import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { leadlight, type RunningProcess, startServing } from '../leadlight-process.ts'

/** Segment's own client for Node, as npm brings it, told only where to send. */

const userId = 'customer-42'
let server: RunningProcess

beforeAll(async () => {
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']
  server = await startServing([leadlight, 'serve', '--port', '0', '--db', ':memory:', ...keys])
  const analytics = new Analytics({ writeKey: 'wk_test', host: server.url })
  const failures: unknown[] = []
  analytics.on('error', (error) => failures.push(error))
  analytics.identify({
    userId,
    anonymousId: 'phone-of-42',
    traits: {
      email: 'meera@dairy.example',
      name: 'Meera Pal',
      title: 'Head of quality',
      company: { name: 'Pal Dairy' },
    },
  })
  analytics.page({
    userId,
    name: 'Pricing',
    properties: { path: '/pricing', url: 'https://www.example.com/pricing' },
  })
  analytics.track({ userId, event: 'Demo Requested', properties: { plan: 'fleet' } })
  analytics.group({ userId, groupId: 'pal-dairy', traits: { employees: 120 } })
  await analytics.closeAndFlush()
  expect(failures).toEqual([])
})
afterAll(() => server.end('SIGTERM'))

async function read(path: string): Promise<unknown> {
  const response = await fetch(server.url + path, { headers: { authorization: 'Bearer sk_test' } })
  expect(response.status, path).toBe(200)
  return await response.json()
}

it('makes an identified lead', async () => {
  const { data } = listSchema(leadSchema).parse(await read('/api/leads'))
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    userId,
    email: 'meera@dairy.example',
    visitors: ['phone-of-42'],
    traits: { name: 'Meera Pal', title: 'Head of quality', company: { name: 'Pal Dairy' } },
  })
})

it('gives it a score whose reasons sum to it, the price page among them', async () => {
  const score = scoreAnswerSchema.parse(await read(`/api/leads/user:${userId}/score`))
  const hundredths = score.contributions.reduce((sum, reason) => sum + Math.round(reason.points * 100), 0)
  expect(hundredths).toBe(Math.round(score.score * 100))
  expect(score.score).toBeGreaterThan(0)
  expect(score.contributions.map((reason) => reason.rule)).toContain('pricing')
})

it('keeps every event, taken for a person', async () => {
  const timeline = listSchema(timelineEntrySchema).parse(await read(`/api/leads/user:${userId}/events`))
  const events = timeline.data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
  expect(events.map((event) => event.name).sort()).toEqual(['Demo Requested', 'group', 'identify', 'page'])
  expect(events.filter((event) => event.bot)).toEqual([])
  expect(await read('/api/rejected')).toMatchObject({ data: [] })
})
