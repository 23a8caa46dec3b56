import { Analytics } from '@segment/analytics-node'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ClientCollector, startClientCollector } from './client-collector.ts'

/** Segment's own client for Node, as npm brings it, told only where to send. */

const userId = 'customer-42'
let collector: ClientCollector

beforeAll(async () => {
  collector = await startClientCollector()
  const analytics = new Analytics({ writeKey: 'wk_test', host: collector.url })
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
  analytics.screen({ userId, name: 'Deliveries' })
  analytics.alias({ userId, previousId: 'laptop-of-42' })
  await analytics.closeAndFlush()
  expect(failures).toEqual([])
})
afterAll(() => collector.close())

it('makes an identified lead', async () => {
  expect(await collector.onlyLead()).toMatchObject({
    userId,
    email: 'meera@dairy.example',
    visitors: expect.arrayContaining(['phone-of-42']),
    traits: { name: 'Meera Pal', title: 'Head of quality', company: { name: 'Pal Dairy' } },
  })
})

it('gives the lead a score that is the sum of its contributions, including the pricing page', async () => {
  expect(await collector.rules(`user:${userId}`)).toContain('pricing')
})

it('stores every event as that of a person', async () => {
  const names = ['Demo Requested', 'alias', 'group', 'identify', 'page', 'screen']
  expect(await collector.eventNames(`user:${userId}`)).toEqual(names)
  await collector.expectNoneRefused()
})
