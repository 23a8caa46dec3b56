import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of the space for young objects. Twice as much makes nothing faster, and an eighth of it costs a sixth more time. */
const ENOUGH_BYTES = 16 * 1024 * 1024
/** Collections of garbage that follow so soon tell that there is much to do. */
const BUSY_MS = 100
/** Objects made at a time while it is to grow, which takes one or two collections; and how often, at most. */
const AT_A_TIME = 1_000
const MOST_TIMES = 2_000

/** By how much the rest may grow, in percent of what was in use, before its garbage is collected, too; zero lets V8 decide. */
const GROWTH_PERCENT = 40

/**
 * Has the heap take no more memory than is useful: on large machines Node would take 128 MB under load for young objects
 * alone, and let the others triple before it looks which are garbage. The space for young ones stays small until there is
 * much to do. Does nothing where Node was told a size for it.
 *
 * @returns ends it
 */
export function boundHeap({ execArgv, env }: Pick<NodeJS.Process, 'execArgv' | 'env'>): () => void {
  if ([...execArgv, env.NODE_OPTIONS].some((option) => /semi[-_]space[-_]size/.test(option ?? ''))) {
    letGrowBy(2)
    return () => {}
  }
  letGrowBy(1)
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
  let lastAt = Number.NEGATIVE_INFINITY
  const observer = new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) {
      const isBusy = startTime - lastAt < BUSY_MS
      lastAt = startTime
      // It may have shrunk since the last time, while nothing happened.
      if (isBusy && youngBytes() < ENOUGH_BYTES) grow()
    }
  })
  observer.observe({ entryTypes: ['gc'] })
  return () => {
    observer.disconnect()
    letGrowBy(2)
    setFlagsFromString('--heap-growing-percent=0')
  }
}

/** Left to itself it could grow several times before anybody hears of it; so it grows here, by objects that live for a moment. */
function grow(): void {
  letGrowBy(2)
  const kept: unknown[] = []
  for (let time = 0; time < MOST_TIMES && youngBytes() < ENOUGH_BYTES; time++)
    kept.push(Array.from({ length: AT_A_TIME }, () => [time]))
  letGrowBy(1)
}

function youngBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')?.space_size ?? 0
}

/** V8 reads this each time it would let the space grow; two is its default. */
function letGrowBy(factor: 1 | 2): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`)
}
