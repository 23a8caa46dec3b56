/** Commits what is handed in within one turn of the event loop as one group. */
export function inGroups<Item>(commit: (items: Item[]) => void): (item: Item) => Promise<void> {
  let waiting: { item: Item; done: () => void }[] = []
  const commitAll = () => {
    const group = waiting
    waiting = []
    commit(group.map(({ item }) => item))
    for (const { done } of group) done()
  }
  return (item) =>
    new Promise((done) => {
      if (waiting.push({ item, done }) === 1) setImmediate(commitAll)
    })
}
