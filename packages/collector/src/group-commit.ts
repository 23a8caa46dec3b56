import { createTurnEnd } from './after-turn.ts'

/**
 * Gathers what is handed in at the same time into groups, and commits one group after the other: all that is ready in
 * one turn of the event loop, and all that comes while a commit runs. An item settles after its group's commit; when
 * `commit` throws, all items of the group fail with that error.
 *
 * @param commit gives the outcome of each item, in order
 */
export function createGroupCommit<Item, Result>(
  commit: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item
    resolve: (result: Result) => void
    reject: (reason: unknown) => void
  }
  const afterThisTurn = createTurnEnd()
  let waiting: Waiting[] = []
  let running = false

  const settle = (group: Waiting[], outcomes: PromiseSettledResult<Result>[]) => {
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome?.status === 'fulfilled') resolve(outcome.value)
      else reject(outcome?.reason)
    }
  }
  const run = async () => {
    running = true
    while (waiting.length > 0) {
      await afterThisTurn()
      const group = waiting
      waiting = []
      try {
        settle(group, await commit(group.map(({ item }) => item)))
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    running = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!running) void run()
    })
}
