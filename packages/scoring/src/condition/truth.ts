/** Truth in Kleene's strong three-valued logic; undefined means unknown. */
export type Truth = boolean | undefined

/** Conjunction: true when all are true or there are none, false when any is false, else unknown. */
export function every<Item>(items: readonly Item[], test: (item: Item) => Truth): Truth {
  let answer: Truth = true
  for (const item of items) {
    const truth = test(item)
    if (truth === false) return false
    if (truth === undefined) answer = undefined
  }
  return answer
}

/** Disjunction: true when any is true, false when all are false or there are none, else unknown. */
export function some<Item>(items: readonly Item[], test: (item: Item) => Truth): Truth {
  let answer: Truth = false
  for (const item of items) {
    const truth = test(item)
    if (truth === true) return true
    if (truth === undefined) answer = undefined
  }
  return answer
}

/** Negation; unknown stays unknown. */
export function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}
