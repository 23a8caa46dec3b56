import type { Browser } from 'playwright-core'
import { measureEngagedError } from './measures/engaged-time.ts'
import { measureSize } from './measures/size.ts'
import { measureStartCpu, measureThrottledStart } from './measures/start-cost.ts'
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

/** How many at a time: where the clock counts, where little else may go on, and where visitors mostly wait. */
const [ALONE, FEW, MANY] = [1, 4, 12]

/**
 * Measures every library once, in random order: first what the main thread pays, then what waits, side by side.
 *
 * @param page the page without a library
 */
export async function runOnce(browser: Browser, page: Samples, libraries: Samples[]): Promise<void> {
  const twice = [page, page, ...libraries, ...libraries]
  const throttledJob = makeJob('throttled start', async (of) => {
    of.throttledStart.push(await measureThrottledStart(browser, of.subject))
  })
  const startJob = makeJob('start', async (of) => {
    of.startCpu.push(await measureStartCpu(browser, of.subject))
  })
  const trackJob = makeJob('1,000 events', async (of) => {
    of.track.push(await measureTrackCost(browser, of.subject))
  })
  const sizeJob = makeJob('size', async (of) => {
    of.size.push(await measureSize(browser, of.subject))
  })
  const visitJob = makeJob('visit', async (of) => {
    of.visit.push(await measureVisitCost(browser, of.subject))
  })
  const engagedJob = makeJob('engaged time', async (of) => {
    of.engagedError.push(await measureEngagedError(of.subject))
  })
  const scenarioJobs = scenarios.flatMap((scenario) => {
    const job = makeJob(scenario.name, async (of) => {
      const outcome = await runScenario(browser, of.subject, scenario)
      of.outcomes.set(scenario.name, [...(of.outcomes.get(scenario.name) ?? []), outcome])
    })
    return Array.from({ length: scenario.visitors }, () => job)
  })

  await doAll(twice.map(throttledJob), ALONE)
  await doAll(libraries.map(trackJob), ALONE)
  await doAll(libraries.filter(reportsEngagement).map(engagedJob), FEW)
  await doAll([...twice.map(startJob), ...libraries.flatMap((of) => [sizeJob(of), visitJob(of)])], FEW)
  await doAll(
    libraries.flatMap((of) => scenarioJobs.map((job) => job(of))),
    MANY,
  )
}

function makeJob(what: string, measure: (of: Samples) => Promise<void>): (of: Samples) => Job {
  return (of) => ({ of, what, run: () => measure(of) })
}

function reportsEngagement({ subject }: Samples): boolean {
  return subject.library.engaged !== undefined
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
