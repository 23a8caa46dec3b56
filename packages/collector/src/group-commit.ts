import { createTurnEnd } from './after-turn.ts'

/** The smallest group when waiting items are divided among concurrent commits. */
const SMALLEST_SHARE = 16

/**
 * Commits items in groups: all that are ready in one turn of the event loop, and all that arrive while no further commit may
 * start. An item settles after the commit of its group; when `commit` throws, all items of the group fail with that error.
 *
 * @param commit returns the result of each item, in order
 * @param atOnce number of concurrent commits; waiting items are divided among the free ones
 */
export function createGroupCommit<Item, Result>(
  commit: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
  atOnce = 1,
): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item
    resolve: (result: Result) => void
    reject: (reason: unknown) => void
  }
  const afterThisTurn = createTurnEnd()
  const waiting: Waiting[] = []
  let running = 0

  const settle = (group: Waiting[], outcomes: PromiseSettledResult<Result>[]) => {
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome?.status === 'fulfilled') resolve(outcome.value)
      else reject(outcome?.reason)
    }
  }
  const run = async () => {
    running += 1
    while (waiting.length > 0) {
      await afterThisTurn()
      if (waiting.length === 0) break
      const free = 1 + atOnce - running
      const group = waiting.splice(0, Math.max(SMALLEST_SHARE, Math.ceil(waiting.length / free)))
      if (waiting.length > 0 && running < atOnce) void run()
      try {
        settle(group, await commit(group.map(({ item }) => item)))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    running -= 1
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      // If an item was waiting already, its run has started.
      if (waiting.length === 1 && running < atOnce) void run()
    })
}
