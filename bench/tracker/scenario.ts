import type { Browser, Page } from 'playwright-core'
import { type Subject, type Visitor, welcome } from './visitor.ts'

/** Something that happens to a visitor, and what the collector should know of it in the end. */
export interface Scenario {
  name: string
  /** Visitors let in per run: more where there is little to count. */
  visitors: number
  /** Whether the visitor comes back when something is missing. */
  returns: boolean
  /** How long the rest may take to arrive after `act`, in milliseconds. */
  patienceMs: number
  /** How long to watch for copies at least, in milliseconds. */
  watchMs: number
  /** Does it, and tells which events should arrive, as `kind:key`. */
  act(visitor: Visitor): Promise<string[]>
}

/** What arrived of one or more visitors' events; numbers of events. */
export interface Outcome {
  expected: number
  /** Without a return visit. */
  before: number
  /** In the end. */
  after: number
  /** Further arrivals, whether or not the collector can tell. */
  copies: number
  /** Further arrivals that the collector cannot tell from another event. */
  twice: number
}

/** Longest that a returning visitor stays: one library takes over dead tabs' queues only after 10 s. */
const RETURN_MS = 14_000

/** Lets one visitor act and counts. */
export async function runScenario(browser: Browser, subject: Subject, scenario: Scenario): Promise<Outcome> {
  const visitor = await welcome(browser, subject)
  try {
    const expected = await scenario.act(visitor)
    const ended = Date.now()
    const count = () => countArrivals(visitor, expected)
    const isComplete = () => count().after === expected.length
    await waitUntil(isComplete, scenario.patienceMs)
    await waitUntil(() => Date.now() > ended + scenario.watchMs, scenario.watchMs)
    const before = count().after
    if (scenario.returns && !isComplete()) {
      for (const page of visitor.context.pages()) await page.close()
      await visitor.visit('/return')
      await waitUntil(isComplete, RETURN_MS)
    }
    return { ...count(), before }
  } finally {
    await visitor.leave()
  }
}

/** The sum of several visitors' outcomes. */
export function addOutcomes(outcomes: Outcome[]): Outcome {
  const sum = { expected: 0, before: 0, after: 0, copies: 0, twice: 0 }
  for (const outcome of outcomes)
    for (const key of Object.keys(sum) as (keyof Outcome)[]) sum[key] += outcome[key]
  return sum
}

/** What events are told apart by. */
export const fiveEvents = ['e1', 'e2', 'e3', 'e4', 'e5']

/** Calls `track` for five events in one task of the page. @returns what should arrive */
export async function trackFive(page: Page): Promise<string[]> {
  await page.evaluate((list) => {
    for (const n of list) window.track('Bench Event', { n })
  }, fiveEvents)
  return fiveEvents.map((n) => `track:${n}`)
}

/** Resolves when it is so, or after a time in milliseconds. */
export async function waitUntil(isSo: () => boolean, timeout: number): Promise<void> {
  for (const end = Date.now() + timeout; !isSo() && Date.now() < end; ) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function countArrivals({ collector }: Visitor, expected: string[]): Outcome {
  const outcome = { expected: expected.length, before: 0, after: 0, copies: 0, twice: 0 }
  for (const wanted of expected) {
    const found = collector.arrivals.filter(({ kind, key }) => `${kind}:${key}` === wanted)
    if (found.length === 0) continue
    const ids = new Set(found.map(({ id }, index) => id ?? index))
    outcome.after += 1
    outcome.copies += found.length - 1
    outcome.twice += ids.size - 1
  }
  return outcome
}
