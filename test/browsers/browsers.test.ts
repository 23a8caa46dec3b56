import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type FaultPage, startFaultSite } from '../faults/fault-site.ts'
import { countArrivals, numbers, sabotage, waitUntil } from '../faults/world.ts'
import { startSegmentStub } from '../segment-stub.ts'
import type { Engine } from './engine.ts'
import { launchFirefox } from './firefox.ts'
import { submissions, usualForm } from './submissions.ts'
import { launchWebKit } from './webkit.ts'

/** What must hold in every engine; Chromium has tests of its own, which go further. */

const engines = [
  { title: 'Firefox', launch: launchFirefox, isDurable: true },
  // Under automation it keeps everything in memory.
  { title: 'WebKitGTK', launch: launchWebKit, isDurable: false },
]

describe.each(engines)('$title', ({ launch, isDurable }) => {
  let engine: Engine
  const profiles: string[] = []
  const newProfile = () => {
    const profile = mkdtempSync(join(tmpdir(), 'leadlight-'))
    profiles.push(profile)
    return profile
  }
  beforeAll(async () => {
    engine = await launch(newProfile())
    console.log(engine.name)
  })
  afterAll(async () => {
    await engine.kill()
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  /** A site with its collector: another origin, so another visitor, for each test. */
  async function visit(page: FaultPage = {}) {
    const collector = await startSegmentStub()
    const site = await startFaultSite(collector.url, page)
    const tab = await engine.openTab()
    onTestFinished(async () => {
      await tab.close().catch(() => {})
      await site.close()
      await collector.close()
    })
    const open = async (path: string) => {
      await tab.open(site.url + path)
      // A tab that was opened or left in the background is brought to the front.
      await tab.evaluate('window.leadlight && 1')
    }
    await open('/')
    const arrived = (...names: string[]) =>
      vi.waitFor(() => expect(names.filter((name) => collector.named(name).length !== 1)).toEqual([]), {
        timeout: 20_000,
        interval: 50,
      })
    return { collector, site, tab, open, arrived }
  }
  const track = (from: number, count = 1, text = '') =>
    `(() => { for (let n = ${from}; n < ${from + count}; n++) leadlight.track('Fault', { n, text: '${text}' }) })()`

  describe('delivers', () => {
    test('what happens right before any kind of navigation', async () => {
      const { tab, open, collector } = await visit()
      const ways = [
        `document.links[0].click()`,
        `document.forms[0].submit()`,
        `location = '/located'`,
        'location.reload()',
      ]
      for (const [n, way] of ways.entries()) {
        await tab.evaluate(`(${track(n)}, void setTimeout(() => ${way}))`)
        await wait(700)
        await open('/again')
      }
      await waitUntil(() => countArrivals(collector, numbers(ways.length)).lost === 0, 15_000)
      expect(countArrivals(collector, numbers(ways.length))).toMatchObject({ lost: 0, double: 0 })
    })

    test('the last events of a tab that is closed', async () => {
      const { tab, collector } = await visit()
      await tab.evaluate(track(0, 3))
      await tab.close()
      await waitUntil(() => countArrivals(collector, numbers(3)).lost === 0, 10_000)
      expect(countArrivals(collector, numbers(3))).toMatchObject({ lost: 0, double: 0 })
    })

    test.each(['unavailable', 'reset', 'answer lost', 'truncated', 'portal'] as const)(
      'after three seconds of: %s',
      async (fault) => {
        const { tab, collector } = await visit()
        const until = Date.now() + 3_000
        collector.fault = () => (Date.now() < until ? fault : 'none')
        await tab.evaluate(track(0, 5))
        await tab.evaluate('leadlight.flush()')
        await waitUntil(() => Date.now() > until && countArrivals(collector, numbers(5)).lost === 0, 20_000)
        expect(countArrivals(collector, numbers(5))).toMatchObject({ lost: 0, double: 0 })
      },
    )

    test('one page view for each path of a single-page app', async () => {
      const { tab, collector } = await visit()
      for (const path of ['/spa/1', '/spa/1', '/spa/2']) {
        await tab.evaluate(
          `(history.replaceState({}, '', location.href), history.pushState({}, '', '${path}'))`,
        )
        await wait(200)
      }
      await tab.evaluate('leadlight.flush()')
      await vi.waitFor(() => {
        const paths = collector.named('page').map(({ properties }) => properties?.path)
        expect(paths).toEqual(['/', '/spa/1', '/spa/2'])
      }, 10_000)
    })

    test.each([
      ['by the next visit', '', 0],
      ['not if nothing outlives the page', sabotage.noStorage, 30],
    ])('more last events than fit the quota of keepalive requests: %s', async (_, script, lost) => {
      const { tab, open, collector, site } = await visit({ script })
      await waitUntil(() => collector.named('page').length > 0, 20_000)
      // Nothing more arrives from this page: the collector is gone as it is left.
      await tab.evaluate(
        `addEventListener('pagehide', () => { navigator.sendBeacon('/foreign', 'x'.repeat(50_000)); ${track(0, 30, 'y'.repeat(5_000))} })`,
      )
      collector.fault = () => 'unavailable'
      await tab.open(`${site.url}/plain`)
      await wait(500)
      collector.fault = () => 'none'
      await open('/return')
      await waitUntil(() => countArrivals(collector, numbers(30)).lost === 0, lost ? 10_000 : 25_000)
      expect(countArrivals(collector, numbers(30))).toMatchObject({ lost, double: 0 })
    })

    test.runIf(isDurable)('what a killed browser had stored', async () => {
      const profile = newProfile()
      const collector = await startSegmentStub()
      const site = await startFaultSite(collector.url)
      collector.fault = () => 'unavailable'
      const first = await launch(profile)
      const tab = await first.openTab()
      await tab.open(`${site.url}/`)
      await tab.evaluate(track(0, 20))
      await wait(1_000)
      await first.kill()
      collector.fault = () => 'none'
      const second = await launch(profile)
      await (await second.openTab()).open(`${site.url}/`)
      await waitUntil(() => countArrivals(collector, numbers(20)).lost === 0, 20_000)
      await second.kill()
      await site.close()
      await collector.close()
      expect(countArrivals(collector, numbers(20))).toMatchObject({ lost: 0, double: 0 })
    })
  })

  describe('captures', () => {
    test.each(Object.entries(submissions))('%s', async (_, { form, script, act, outcome }) => {
      const { tab, collector } = await visit({ body: form ?? usualForm, ...(script && { script }) })
      await act(tab)
      await waitUntil(() => collector.named('Form Submitted').length > 0, outcome ? 15_000 : 3_000)
      await wait(1_000)
      const sent = collector.named('Form Submitted').map(({ properties }) => properties)
      if (!outcome) return expect(sent).toEqual([])
      expect(sent).toHaveLength(1)
      expect(sent[0]).toMatchObject({
        outcome,
        form_id: 'contact',
        fields: { email: expect.stringContaining('jane') },
      })
    })
  })

  test('engaged time is the time that a page was visible, within a fifth of a second', async () => {
    const { tab, collector } = await visit({
      script: `changes = []; document.addEventListener('visibilitychange', () => changes.push(Date.now()), true)`,
    })
    await wait(2_500)
    await tab.hide()
    await wait(2_000)
    await tab.show()
    await wait(2_500)
    await tab.hide()
    await wait(500)
    await waitUntil(() => collector.named('Page Engaged').length >= 2, 20_000)
    const began = Date.parse(String(collector.named('page')[0]?.timestamp))
    const [hidden = 0, shown = 0, left = 0] = (await tab.evaluate('changes')) as number[]
    const visible = hidden - began + left - shown
    const engaged = Math.max(
      ...collector.named('Page Engaged').map(({ properties }) => Number(properties?.engaged_ms)),
    )
    console.log(`${engine.name}: visible ${visible} ms, engaged ${engaged} ms`)
    await tab.show()
    expect(Math.abs(engaged - visible)).toBeLessThanOrEqual(200)
  })

  test('a page may enter the back/forward cache, and is viewed again when it is restored', async () => {
    const { tab, open, collector } = await visit()
    await wait(1_000)
    await tab.evaluate('void (window.mark = 1)')
    await open('/next')
    await wait(500)
    await tab.back()
    await wait(1_000)
    const isSame = (await tab.evaluate('window.mark')) === 1
    console.log(`${engine.name}: ${isSame ? 'from' : 'not from'} the back/forward cache`)
    await waitUntil(() => collector.named('page').length === 3, 20_000)
    expect(collector.named('page').map(({ properties }) => properties?.path)).toEqual(['/', '/next', '/'])
  })

  test.each([
    ['logged out', 'reset'],
    ['denied consent', 'denied'],
  ])('a restored page is nobody’s any more if the visitor has %s in the meantime', async (_, what) => {
    const { tab, open, collector } = await visit()
    await tab.evaluate(`(window.mark = 1, leadlight.identify('u1'), leadlight.flush())`)
    await wait(1_000)
    await open('/next')
    await wait(500)
    const call = what === 'reset' ? `leadlight.reset()` : `leadlight.consent('denied')`
    const former = await tab.evaluate('leadlight.anonymousId()')
    await tab.evaluate(`(${call}, 1)`)
    await wait(500)
    await tab.back()
    await wait(1_500)
    console.log(
      `${engine.name}: ${(await tab.evaluate('window.mark')) === 1 ? 'from' : 'not from'} the cache`,
    )
    const now = await tab.evaluate('leadlight.anonymousId() ?? null')
    if (what === 'reset') expect(now).not.toBe(former)
    else expect(now).toBe(null)
    await tab.evaluate('leadlight.flush()')
    await wait(500)
    const back = collector.named('page').filter(({ properties }) => properties?.path === '/')
    expect(back.slice(1).map(({ userId }) => userId)).toEqual(what === 'reset' ? [undefined] : [])
  })
})
