import { median } from '../median.ts'
import { versionOf } from './install.ts'
import type { Samples } from './samples.ts'
import { addOutcomes, type Outcome } from './scenario.ts'

/** What was found about one library: medians of the runs; outcomes are sums. */
export interface LibraryResult {
  name: string
  version: string
  configuredWith: string
  forms: 'itself' | 'by hand'
  size: { files: number; minifiedBytes: number; brotliBytes: number }
  visit: { requests: number; bytesUp: number; preflights: number }
  /** Above the same page without a library, in milliseconds. */
  start: { cpuMs: number; throttledTaskMs: number }
  /** In milliseconds, the page's own included. */
  longestTaskMs: number
  thousandEvents: { cpuMs: number; arrived: number }
  /** Null when the library reports no engaged time. */
  engagedErrorMs: number | null
  delivery: Record<string, Outcome>
  /** What could not be measured and why. */
  problems: string[]
}

/** Medians over a library's samples. @param page the page without a library */
export function summarize(samples: Samples, page: Samples, ownVersion: string): LibraryResult {
  const { subject, size, visit, startCpu, throttledStart, track, engagedError, outcomes, problems } = samples
  const { name, packages, configuredWith, forms, engaged } = subject.library
  const unread = visit.flatMap((cost) => cost.unread.map((text) => `no event in ${text}`))
  return {
    name,
    version: packages[0] === undefined ? ownVersion : versionOf(packages[0]),
    configuredWith,
    forms,
    size: {
      files: middle(size, 'files'),
      minifiedBytes: middle(size, 'minified'),
      brotliBytes: middle(size, 'brotli'),
    },
    visit: {
      requests: middle(visit, 'requests'),
      bytesUp: round(middle(visit, 'bytesUp')),
      preflights: middle(visit, 'preflights'),
    },
    start: {
      cpuMs: round(median(startCpu) - median(page.startCpu), 1),
      throttledTaskMs: round(middle(throttledStart, 'taskMs') - middle(page.throttledStart, 'taskMs')),
    },
    longestTaskMs: round(middle(throttledStart, 'longestTaskMs')),
    thousandEvents: { cpuMs: round(middle(track, 'cpuMs')), arrived: middle(track, 'arrived') },
    engagedErrorMs: engaged ? round(median(engagedError)) : null,
    delivery: Object.fromEntries([...outcomes].map(([scenario, all]) => [scenario, addOutcomes(all)])),
    problems: [...new Set([...problems, ...unread])],
  }
}

function middle<K extends string>(samples: Record<K, number>[], key: K): number {
  return median(samples.map((sample) => sample[key]))
}

function round(number: number, digits = 0): number {
  return Number(number.toFixed(digits))
}
