/** Far more turns of timers than anything in these tests takes, and of the event loop in each. */
const TIMERS = 20
const TURNS = 10

/**
 * Waits until requests and transactions are over. It counts turns, because on a busy machine twenty milliseconds may go by without
 * any; with them it takes about as long.
 */
export async function settle(): Promise<void> {
  for (let timer = 0; timer < TIMERS; timer++) {
    await new Promise<void>((resolve) => setTimeout(resolve, 1))
    for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
