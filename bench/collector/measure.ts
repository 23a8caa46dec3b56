import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What one way of taking a load in cost. */
export interface Cost {
  /** Events per second. */
  rate: number
  /** CPU time an event, of all threads of the process, in microseconds. */
  cpu: number
}

/** Does the work of all clients at once, each one's in order. What was made for the work, or before, is tidied up first. */
export async function measure<Work>(
  work: Work[],
  events: number,
  doOne: (own: Work) => Promise<void>,
): Promise<Cost> {
  collectGarbage()
  const start = performance.now()
  const before = process.cpuUsage()
  await Promise.all(work.map(doOne))
  const { user, system } = process.cpuUsage(before)
  return { rate: (events * 1000) / (performance.now() - start), cpu: (user + system) / events }
}

/** Otherwise each way pays for the garbage of the one before, and for copying the requests that are yet to be sent. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
