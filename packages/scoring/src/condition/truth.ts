/** Three-valued truth: undefined means that it cannot be told. Kleene's strong logic. */
export type Truth = boolean | undefined

/** True when all are, false when one is, else undefined. True for none. */
export function every<Item>(items: readonly Item[], test: (item: Item) => Truth): Truth {
  let answer: Truth = true
  for (const item of items) {
    const truth = test(item)
    if (truth === false) return false
    if (truth === undefined) answer = undefined
  }
  return answer
}

/** True when one is, false when all are false, else undefined. False for none. */
export function some<Item>(items: readonly Item[], test: (item: Item) => Truth): Truth {
  let answer: Truth = false
  for (const item of items) {
    const truth = test(item)
    if (truth === true) return true
    if (truth === undefined) answer = undefined
  }
  return answer
}

/** The opposite; what cannot be told stays so. */
export function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
