import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { createRandom, mutate } from './mutate.ts'
import type { Target } from './targets.ts'

/** What came of fuzzing one target. */
export interface FuzzReport {
  name: string
  runs: number
  /** How often each outcome came up. */
  outcomes: Map<string, number>
  /** The text that took longest, in milliseconds of CPU: on a busy machine the clock says nothing. */
  slowestMs: number
  /** Texts that something went wrong with, and what. */
  failures: { text: string; error: string }[]
}

/** As many failures as somebody can look into at once. */
const SHOWN_FAILURES = 5
/** No text may keep everybody else waiting for this long, in milliseconds of CPU. */
const TOO_SLOW_MS = 2_000

/** Every fourth text is JSON made up by fast-check; the others are mutations of the corpus. Ends after `runs` texts or at `until`. */
export async function fuzzTarget(
  target: Target,
  seed: number,
  { runs = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY },
): Promise<FuzzReport> {
  const report: FuzzReport = { name: target.name, runs: 0, outcomes: new Map(), slowestMs: 0, failures: [] }
  const clean = Object.getOwnPropertyNames(Object.prototype).join()
  for (const text of texts(target, seed)) {
    if (report.runs >= runs || performance.now() >= until || report.failures.length >= SHOWN_FAILURES) break
    report.runs += 1
    const before = process.threadCpuUsage()
    try {
      const outcome = await target.take(text)
      report.outcomes.set(outcome, (report.outcomes.get(outcome) ?? 0) + 1)
      if (Object.getOwnPropertyNames(Object.prototype).join() !== clean)
        throw new Error('a prototype was changed')
    } catch (error) {
      report.failures.push({
        text,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
    }
    const { user, system } = process.threadCpuUsage(before)
    const ms = (user + system) / 1_000
    report.slowestMs = Math.max(report.slowestMs, ms)
    if (ms > TOO_SLOW_MS) report.failures.push({ text, error: `took ${Math.round(ms)} ms` })
  }
  return report
}

function* texts(target: Target, seed: number): Generator<string> {
  const corpus = readCorpus(target.corpus)
  yield* corpus
  const random = createRandom(seed)
  const mutated = mutate(corpus, random)
  const anyJson = fc.json({ maxDepth: 5 })
  for (let round = 0; ; round++) {
    const made = fc.sample(anyJson, { numRuns: 50, seed: (seed + round) | 0 })
    for (const json of made) {
      yield json
      for (let index = 0; index < 3; index++) yield mutated.next().value ?? ''
    }
  }
}

/** The texts of a corpus, one a line; `\n` within a text is written as `␤`, a carriage return as `␍`. */
export function readCorpus(name: string): string[] {
  const lines = readFileSync(new URL(`./corpus/${name}.txt`, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => line.replaceAll('␤', '\n').replaceAll('␍', '\r'))
}
