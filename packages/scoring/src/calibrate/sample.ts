/** A random sample of bounded size. */
export interface Sample<Item> {
  readonly items: readonly Item[]
  add(item: Item): void
  /** Number of items added so far. */
  seen(): number
}

/** Creates a sample in which every added item is equally likely (algorithm R, https://doi.org/10.1145/3147.3165). */
export function createSample<Item>(size: number): Sample<Item> {
  const items: Item[] = []
  const random = createRandom()
  let seen = 0
  return {
    items,
    add(item) {
      seen += 1
      if (items.length < size) {
        items.push(item)
        return
      }
      const place = Math.floor(random() * seen)
      if (place < size) items[place] = item
    },
    seen: () => seen,
  }
}

/** A generator with a fixed seed, so that calibrations are reproducible (Park and Miller's minimal standard generator). */
function createRandom(): () => number {
  let state = 20_261_122
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
