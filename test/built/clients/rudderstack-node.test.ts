import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientCollector, startClientCollector } from './client-collector.ts'

/**
 * RudderStack's own client for Node, as npm brings it, told only where to send. Its optional queue in Redis (`bull`) is not
 * installed: package.json puts a small package in its place, so that the tests bring no Redis client along.
 */

const userId = 'customer-42'

describe.each([
  ['gzipped', true],
  ['plain', false],
])('sending %s', (_, gzip) => {
  let collector: ClientCollector
  beforeAll(async () => {
    collector = await startClientCollector()
    const analytics = new RudderAnalytics('wk_test', { dataPlaneUrl: collector.url, gzip, logLevel: 'error' })
    const traits = { email: 'meera@dairy.example', name: 'Meera Pal', company: { name: 'Pal Dairy' } }
    analytics.identify({ userId, anonymousId: 'phone-of-42', traits })
    const properties = { path: '/pricing', url: 'https://www.example.com/pricing' }
    analytics.page({ userId, name: 'Pricing', properties })
    analytics.track({ userId, event: 'Demo Requested', properties: { plan: 'fleet' } })
    analytics.group({ userId, groupId: 'pal-dairy', traits: { employees: 120 } })
    analytics.screen({ userId, name: 'Deliveries' })
    analytics.alias({ userId, previousId: 'laptop-of-42' })
    await analytics.flush()
  })
  afterAll(() => collector.close())

  it('makes an identified lead', async () => {
    expect(await collector.onlyLead()).toMatchObject({
      userId,
      email: 'meera@dairy.example',
      visitors: expect.arrayContaining(['phone-of-42']),
      traits: { name: 'Meera Pal', company: { name: 'Pal Dairy' } },
    })
    expect(await collector.rules(`user:${userId}`)).toContain('pricing')
  })

  it('stores every event as that of a person', async () => {
    const names = ['Demo Requested', 'alias', 'group', 'identify', 'page', 'screen']
    expect(await collector.eventNames(`user:${userId}`)).toEqual(names)
    await collector.expectNoneRefused()
  })
})
