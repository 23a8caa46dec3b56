import { startTimer } from './timer.ts'

/** Whether work ends within `ms` milliseconds. Rejects if the work fails by then; later failures are ignored. */
export async function endsWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  let cancel = () => {}
  const late = new Promise<boolean>((resolve) => {
    cancel = startTimer(ms, () => resolve(false))
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    cancel()
    work.catch(() => {})
  }
}
