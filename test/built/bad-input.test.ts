import { type Browser, type ConsoleMessage, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { browserFlags, requireBrowser } from '../browser.ts'
import type { FaultPage } from '../faults/fault-site.ts'
import { createWorld, numbers, type World, waitUntil } from '../faults/world.ts'

let browser: Browser
beforeAll(async () => {
  // Lets a page clean up its memory, so that what it keeps can be told.
  const args = [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info']
  browser = await chromium.launch({ executablePath: requireBrowser(), args })
})
afterAll(() => browser.close())

/** Runs in a world of its own, in which every word of the console is heard. */
async function inWorld(
  page: FaultPage,
  act: (world: World, said: ConsoleMessage[]) => Promise<void>,
): Promise<void> {
  const world = await createWorld(browser, page)
  const said: ConsoleMessage[] = []
  const pageErrors: Error[] = []
  world.context.on('console', (message) => said.push(message))
  world.context.on('weberror', (error) => pageErrors.push(error.error()))
  try {
    await act(world, said)
    expect(pageErrors).toEqual([])
  } finally {
    await world.close()
  }
}

describe.concurrent('bad input', () => {
  test('a missing write key gives one clear message, and nothing else happens', () =>
    inWorld({ attributes: 'data-write-key=""' }, async (world, said) => {
      // The first attribute of that name counts.
      await world.context.route('**/*', async (route) => {
        const response = await route.fetch()
        const body = (await response.text()).replace('data-write-key="wk_test"', '')
        await route.fulfill({ response, body })
      })
      const page = await world.visit('/')
      await world.track(page, numbers(5))
      await page.waitForTimeout(2_500)
      expect(said.map((message) => `${message.type()}: ${message.text()}`)).toEqual([
        'error: Leadlight: set the write key',
      ])
      expect(world.collector.uploads).toEqual([])
    }))

  test('a wrong write key gives one clear message and one attempt for each page, and events wait for a right one', () =>
    inWorld({}, async (world, said) => {
      world.collector.fault = () => 'refuse'
      const page = await world.visit('/')
      await world.track(page, numbers(5))
      await waitUntil(() => world.collector.uploads.length > 0, 20_000)
      await page.waitForTimeout(5_000)
      expect(world.collector.uploads).toHaveLength(1)
      const lines = said.map((message) => message.text())
      expect(lines.filter((line) => line.startsWith('Leadlight'))).toEqual(['Leadlight: 401'])
      // Chromium itself tells of the answer.
      expect(lines.filter((line) => !/^(Leadlight|Failed to load resource)/.test(line))).toEqual([])

      world.collector.fault = () => 'none'
      await page.goto(`${world.site.url}/next`)
      expect(await world.tally(numbers(5), 15_000)).toMatchObject({ lost: 0, double: 0 })
    }))

  test('whatever a page passes is sent as far as possible', () =>
    inWorld({}, async (world) => {
      const page = await world.visit('/')
      await page.evaluate(() => {
        const cyclic: Record<string, unknown> = { name: 'loop' }
        cyclic.self = cyclic
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        const bad: Record<string, unknown> = {
          huge: 'x'.repeat(10_000_000),
          cyclic,
          big: 12n,
          date: new Date(0),
          wrongDate: new Date(Number.NaN),
          node: document.body,
          frame: window,
          proxy: new Proxy({ a: 1 }, {}),
          revoked: proxy,
          getter: Object.defineProperty({ good: 1 }, 'bad', {
            enumerable: true,
            get() {
              throw new Error('no')
            },
          }),
          map: new Map([[1, 2]]),
          symbol: Symbol('s'),
          half: '\ud83d',
        }
        for (const [name, value] of Object.entries(bad)) {
          window.leadlight.track(`Bad ${name}`, { value, after: name })
        }
        window.leadlight.track(
          'Bad many',
          Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i, i])),
        )
        for (const value of [undefined, null, 7, 'text', () => 1, []]) {
          window.leadlight.track('Bad properties', value as never)
        }
        const throwing = () =>
          Object.defineProperty({ good: 1 }, 'bad', {
            enumerable: true,
            get() {
              throw new Error('no')
            },
          })
        window.leadlight.track('Worse getter', throwing())
        window.leadlight.track('Worse proxy', proxy)
        window.leadlight.push(['page', throwing()])
        window.leadlight.push(['identify', null, { company: 'ACME' }])
      })
      await page.evaluate(() => window.leadlight.flush())
      await vi.waitFor(() => {
        const names = [...world.collector.messages.values()].map(({ event }) => event)
        expect(names.filter((name) => name?.startsWith('Bad'))).toHaveLength(20)
      }, 10_000)
      const value = (name: string) => world.collector.named(`Bad ${name}`)[0]?.properties
      expect(value('huge')).toMatchObject({ value: 'x'.repeat(8_000), after: 'huge' })
      expect(value('cyclic')).toMatchObject({ value: { name: 'loop' }, after: 'cyclic' })
      expect(value('big')).toMatchObject({ value: '12' })
      expect(value('date')).toMatchObject({ value: '1970-01-01T00:00:00.000Z' })
      expect(value('getter')).toMatchObject({ value: { good: 1 }, after: 'getter' })
      const worse = (name: string) => world.collector.named(`Worse ${name}`)[0]?.properties
      expect(worse('getter')).toEqual({ page_view_id: expect.any(String), good: 1 })
      expect(worse('proxy')).toEqual({ page_view_id: expect.any(String) })
      expect(world.collector.named('page').map(({ properties }) => properties?.good)).toContain(1)
      const identified = [...world.collector.messages.values()].find(({ type }) => type === 'identify')
      expect(identified).toMatchObject({ traits: { company: 'ACME' } })
      for (const name of ['wrongDate', 'node', 'revoked', 'symbol', 'frame']) {
        expect(value(name)).toMatchObject({ after: name })
      }
    }))

  test('ten thousand calls in a loop use bounded memory, never drop a form, and report what is dropped', () =>
    inWorld({}, async (world) => {
      world.collector.fault = () => 'unavailable'
      const page = await world.visit('/')
      const heap = () =>
        page.evaluate(() => {
          ;(window as unknown as { gc(): void }).gc()
          return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize
        })
      const before = await heap()
      await page.evaluate(() => {
        const form = document.forms[0] as HTMLFormElement
        form.addEventListener('submit', (event) => event.preventDefault())
        ;(form.elements.namedItem('email') as HTMLInputElement).value = 'jane@example.com'
        form.requestSubmit()
        for (let n = 0; n < 10_000; n++) window.leadlight.track('Fault', { n, text: 'y'.repeat(2_000) })
      })
      await page.waitForTimeout(3_000)
      const grown = (await heap()) - before
      console.log(`10,000 events of 2 kB: ${Math.round(grown / 1e6)} MB of memory`)
      // The outbox keeps eight million bytes, and what came since it looked last.
      expect(grown).toBeLessThan(40_000_000)
      world.collector.fault = () => 'none'
      await vi.waitFor(() => expect(world.collector.named('Form Submitted')).toHaveLength(1), 40_000)
      await vi.waitFor(() => {
        const arrived = world.collector.named('Fault')
        const told = [...world.collector.messages.values()].map(
          ({ context }) => (context.dropped as { full?: number } | undefined)?.full ?? 0,
        )
        expect(arrived.length).toBeLessThan(10_000)
        expect(arrived.length + Math.max(...told)).toBeGreaterThanOrEqual(10_000)
      }, 40_000)
    }))
})
