import type { Browser } from 'playwright-core'
import { measureEngagedError } from './measures/engaged-time.ts'
import { measureSize } from './measures/size.ts'
import { measureStartCost } from './measures/start-cost.ts'
import { measureTrackCost } from './measures/track-cost.ts'
import { measureVisitCost } from './measures/visit-cost.ts'
import type { Samples } from './samples.ts'
import { runScenario } from './scenario.ts'
import { scenarios } from './scenarios.ts'

/** A measurement of one library, and what to call it when it fails. */
interface Job {
  of: Samples
  what: string
  run(): Promise<void>
}

/** Visitors at a time in scenarios, which mostly wait; readers at a time, each in a browser of their own. */
const VISITORS = 16
const READERS = 4

/**
 * Measures every library once, in random order: first what the main thread pays, one page at a time, then what waits, side by side.
 *
 * @param all the page without a library first
 */
export async function runOnce(browser: Browser, all: Samples[]): Promise<void> {
  const [, ...libraries] = all
  const starts = all.flatMap((of) => [startJob(browser, of), startJob(browser, of)])
  await doAll(starts, 1)
  await doAll(libraries.map(trackJob), 1)
  await doAll(libraries.filter(reportsEngagement).map(engagedJob), READERS)
  await doAll([...libraries.flatMap(sizeAndVisitJobs), ...libraries.flatMap(scenarioJobs)], VISITORS)

  function trackJob(of: Samples): Job {
    return {
      of,
      what: 'cost of 1,000 events',
      run: async () => void of.track.push(await measureTrackCost(browser, of.subject)),
    }
  }
  function sizeAndVisitJobs(of: Samples): Job[] {
    const { subject } = of
    return [
      { of, what: 'size', run: async () => void of.size.push(await measureSize(browser, subject)) },
      { of, what: 'visit', run: async () => void of.visit.push(await measureVisitCost(browser, subject)) },
    ]
  }
  function scenarioJobs(of: Samples): Job[] {
    return scenarios.flatMap((scenario) => {
      const run = async () => {
        const outcome = await runScenario(browser, of.subject, scenario)
        of.outcomes.set(scenario.name, [...(of.outcomes.get(scenario.name) ?? []), outcome])
      }
      return Array.from({ length: scenario.visitors }, () => ({ of, what: scenario.name, run }))
    })
  }
}

function startJob(browser: Browser, of: Samples): Job {
  return {
    of,
    what: 'cost of starting',
    run: async () => void of.start.push(await measureStartCost(browser, of.subject)),
  }
}

function reportsEngagement({ subject }: Samples): boolean {
  return subject.library.engaged !== undefined
}

function engagedJob(of: Samples): Job {
  return {
    of,
    what: 'engaged time',
    run: async () => void of.engagedError.push(await measureEngagedError(of.subject)),
  }
}

/** Does the jobs in random order, so many at a time; one that fails is noted and the others go on. */
async function doAll(jobs: Job[], atOnce: number): Promise<void> {
  const waiting = shuffle(jobs)
  const work = async () => {
    for (let job = waiting.pop(); job; job = waiting.pop()) {
      try {
        await job.run()
      } catch (error) {
        const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
        job.of.problems.push(`${job.what}: ${reason}`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** Fisher and Yates' shuffle: https://en.wikipedia.org/wiki/Fisher–Yates_shuffle */
function shuffle<T>(items: T[]): T[] {
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last--) {
    const chosen = Math.floor(Math.random() * (last + 1))
    const [a, b] = [shuffled[last] as T, shuffled[chosen] as T]
    shuffled[last] = b
    shuffled[chosen] = a
  }
  return shuffled
}
