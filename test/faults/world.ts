import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { type SegmentStub, startSegmentStub } from '../segment-stub.ts'
import { type FaultPage, type FaultSite, startFaultSite } from './fault-site.ts'

declare global {
  interface Window {
    leadlight: {
      track(event: string, properties?: object): void
      flush(): Promise<void>
      push(call: unknown[]): void
    }
  }
}

/** What became of the events of a fault, in numbers. */
export interface Tally {
  events: number
  lost: number
  /** Counted more than once, under different ids. */
  double: number
  /** Sent again under the same id, so that the collector could tell. */
  copies: number
  /** Exceptions that reached the page. */
  pageErrors: number
  /** What else was measured. */
  remark?: string
}

/** Is told how far a fault is. */
export type Say = (progress: string) => void

/** A site, its collector, and one visitor with a browser profile of their own. */
export interface World {
  site: FaultSite
  collector: SegmentStub
  context: BrowserContext
  /** Opens a page and waits for the script on it. */
  visit(path?: string): Promise<Page>
  /** Tracks events named `Fault` with these numbers, in one task. */
  track(page: Page, numbers: number[]): Promise<void>
  /** Waits until the events arrived, or for so long in milliseconds, and counts. */
  tally(numbers: number[], patienceMs: number): Promise<Tally>
  close(): Promise<void>
}

/** Makes a world; the caller closes it. */
export async function createWorld(browser: Browser, page: FaultPage = {}): Promise<World> {
  const context = await browser.newContext()
  return inhabit(context, page)
}

/** Makes a world around a browser profile. */
export async function inhabit(context: BrowserContext, page: FaultPage = {}): Promise<World> {
  const collector = await startSegmentStub()
  const site = await startFaultSite(collector.url, page)
  let pageErrors = 0
  context.on('weberror', () => pageErrors++)
  return {
    site,
    collector,
    context,
    async visit(path = '/') {
      const opened = await context.newPage()
      await opened.goto(site.url + path)
      await opened.waitForFunction(() => 'track' in (window.leadlight ?? {}))
      return opened
    },
    track: (opened, numbers) =>
      opened.evaluate((list) => {
        for (const n of list) window.leadlight.track('Fault', { n })
      }, numbers),
    async tally(numbers, patienceMs) {
      await waitUntil(() => countArrivals(collector, numbers).lost === 0, patienceMs)
      return { ...countArrivals(collector, numbers), pageErrors }
    },
    async close() {
      await context.close()
      await site.close()
      await collector.close()
    },
  }
}

/** What is known at the collector of the events with these numbers. */
export function countArrivals(collector: SegmentStub, numbers: number[]): Omit<Tally, 'pageErrors'> {
  const ids = new Map<number, string[]>()
  for (const { messageId, properties } of collector.named('Fault')) {
    const n = Number(properties?.n)
    ids.set(n, [...(ids.get(n) ?? []), messageId])
  }
  const counts = numbers.map((n) => ids.get(n)?.length ?? 0)
  const copies = numbers.flatMap((n) => ids.get(n) ?? []).map((id) => (collector.copies.get(id) ?? 1) - 1)
  return {
    events: numbers.length,
    lost: counts.filter((count) => count === 0).length,
    double: counts.filter((count) => count > 1).length,
    copies: copies.reduce((sum, count) => sum + count, 0),
  }
}

/** The numbers from `first` on. */
export const numbers = (count: number, first = 0) => Array.from({ length: count }, (_, i) => first + i)

/** Resolves when it is so, or after a time in milliseconds. */
export async function waitUntil(isSo: () => boolean, patienceMs: number): Promise<void> {
  for (const end = Date.now() + patienceMs; !isSo() && Date.now() < end; ) await wait(200)
}

/** The sum of several tallies. */
export function addTallies(tallies: Tally[]): Tally {
  const sum: Tally = { events: 0, lost: 0, double: 0, copies: 0, pageErrors: 0 }
  for (const tally of tallies)
    for (const key of ['events', 'lost', 'double', 'copies', 'pageErrors'] as const) sum[key] += tally[key]
  return sum
}

const withoutStorage = `for (const name of ['indexedDB', 'localStorage']) Object.defineProperty(window, name, { value: undefined })`

/** Ways to break a guard on purpose, as scripts of the page: what each guard is for shows by what is lost without it. */
export const sabotage = {
  /** Nothing outlives the page. */
  noStorage: withoutStorage,
  /** The page does not notice that it is left; nor does anything outlive it. */
  noLastWords: `${withoutStorage}
    for (const type of ['pagehide', 'visibilitychange']) addEventListener(type, (event) => event.stopImmediatePropagation(), true)`,
  /** Whatever is answered with 200 passes for a receipt. */
  anyReceipt: `const real = fetch
    window.fetch = async (...args) => {
      const response = await real(...args)
      return response.status === 200 ? new Response('{"success":true}') : response
    }`,
  /** A message gets another id each time it is sent. */
  freshIds: `const real = fetch
    window.fetch = (url, options) => real(url, { ...options, body: options?.body.replace(/"messageId":"/g, () => '"messageId":"' + Math.random()) })`,
}
