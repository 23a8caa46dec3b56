import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import type { FaultPage } from '../faults/fault-site.ts'
import { createWorld, numbers, type World, waitUntil } from '../faults/world.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** All that a page has on the device, by where. */
const stored = (page: Page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }))
const nothing = { cookies: '', localStorage: [], sessionStorage: [], databases: [], caches: [] }

async function inWorld<T>(page: FaultPage, act: (world: World) => Promise<T>): Promise<T> {
  const world = await createWorld(browser, page)
  try {
    return await act(world)
  } finally {
    await world.close()
  }
}

/** Does what a visitor does on two pages, whose tracker is told of events as well. */
async function behave(world: World): Promise<Page> {
  const page = await world.visit('/')
  await world.track(page, numbers(5))
  await page.fill('[name=email]', 'jane@example.com')
  await page.click('button')
  await page.waitForURL('**/posted')
  await page.waitForFunction(() => 'track' in (window.leadlight ?? {}))
  await page.evaluate(() => window.leadlight.flush())
  // Longer than the outbox and the glances at forms take turns.
  await page.waitForTimeout(2_500)
  return page
}

const silent: Record<string, FaultPage> = {
  'was not asked': { attributes: 'data-consent="required"' },
  'was not asked, in a mode that is misspelt': { attributes: 'data-consent="optout"' },
  'sends Global Privacy Control': {
    script: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`,
  },
  'sends Global Privacy Control, without cookies too': {
    script: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`,
    attributes: 'data-consent="cookieless"',
  },
  'sends Do Not Track': { script: `Object.defineProperty(navigator, 'doNotTrack', { value: '1' })` },
}

describe.concurrent('of a visitor who', () => {
  test.each(Object.entries(silent))('%s: not a byte is stored or sent', (_, page) =>
    inWorld(page, async (world) => {
      expect(await stored(await behave(world))).toEqual(nothing)
      expect(world.collector.uploads).toEqual([])
    }),
  )

  test('denied: nothing but the decision is stored, and nothing is sent', () =>
    inWorld({ script: `localStorage['leadlight-consent'] = 'denied'` }, async (world) => {
      expect(await stored(await behave(world))).toEqual({ ...nothing, localStorage: ['leadlight-consent'] })
      expect(world.collector.uploads).toEqual([])
    }))

  test('does not mind: all of that is stored and sent, so the others can fail', () =>
    inWorld({}, async (world) => {
      const { cookies, localStorage, databases } = await stored(await behave(world))
      expect(cookies).toMatch(/^leadlight=/)
      expect(localStorage.sort()).toEqual(['leadlight', 'leadlight-visit'])
      expect(databases).toEqual(['leadlight-wk_test'])
      expect(world.collector.named('Form Submitted')).toHaveLength(1)
    }))

  test('granted despite Global Privacy Control: the word given here counts', () =>
    inWorld(
      {
        script: `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })
          localStorage['leadlight-consent'] = 'granted'`,
      },
      async (world) => {
        await behave(world)
        expect(world.collector.uploads.length).toBeGreaterThan(0)
      },
    ))

  test('is counted without cookies: everything is sent, nothing is stored, and each page is somebody new', () =>
    inWorld({ attributes: 'data-consent="cookieless"' }, async (world) => {
      expect(await stored(await behave(world))).toEqual(nothing)
      await waitUntil(() => world.collector.named('page').length === 2, 20_000)
      const visitors = world.collector.named('page').map(({ anonymousId }) => anonymousId)
      expect(new Set(visitors).size).toBe(2)
      expect(world.collector.named('Form Submitted')).toHaveLength(1)
    }))

  test('withdraws with a full outbox: ids and events are gone, from every tab, and nothing is sent any more', () =>
    inWorld({}, async (world) => {
      world.collector.fault = () => 'unavailable'
      const [page, other] = [await world.visit('/one'), await world.visit('/two')]
      await world.track(page, numbers(500))
      await world.track(other, numbers(500, 500))
      await page.evaluate(() => window.leadlight.flush())
      await waitUntil(() => world.collector.uploads.length > 0, 20_000)
      const before = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const open = indexedDB.open('leadlight-wk_test')
            open.onsuccess = () => {
              const count = open.result.transaction('events').objectStore('events').count()
              count.onsuccess = () => {
                open.result.close()
                resolve(count.result)
              }
            }
          }),
      )
      expect(before).toBeGreaterThanOrEqual(1_000)

      const inTheSameTask = await page.evaluate(() => {
        window.leadlight.push(['consent', 'denied'])
        return { cookies: document.cookie, localStorage: Object.keys(localStorage) }
      })
      expect(inTheSameTask).toEqual({ cookies: '', localStorage: ['leadlight-consent'] })
      world.collector.fault = () => 'none'
      await page.waitForTimeout(500)
      const requests = world.collector.uploads.length
      await world.track(page, [1_000])
      await page.waitForTimeout(3_000)
      await page.goto(`${world.site.url}/three`)
      await other.goto(`${world.site.url}/four`)
      await page.waitForTimeout(3_000)
      expect(await stored(page)).toEqual({ ...nothing, localStorage: ['leadlight-consent'] })
      expect(world.collector.uploads.length).toBe(requests)
      expect(world.collector.messages.size).toBe(0)
    }))
})
