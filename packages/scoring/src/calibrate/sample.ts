/** Some items out of any number. */
export interface Sample<Item> {
  readonly items: readonly Item[]
  add(item: Item): void
  /** How many were added. */
  seen(): number
}

/** Begins a sample in which each item added has the same chance to be (algorithm R, https://doi.org/10.1145/3147.3165). */
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

/** Numbers from 0 to 1, the same each time: a calibration can be repeated (Park and Miller's generator). */
function createRandom(): () => number {
  let state = 20_261_122
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
