import { type Example, fitLogistic, logOdds } from './fit-logistic.ts'

const FOLDS = 5
const penalties = [0.1, 1, 10, 100]

/** With more columns the search takes too long; a penalty of 1 is used instead. */
const MAX_SEARCHED = 100

/** The best penalty, and its predictions for held-out examples. */
export interface Chosen {
  penalty: number
  /** Log-odds of each example, predicted by a fit to the other folds. */
  heldOut: number[]
}

/**
 * Chooses the penalty with the lowest log loss on held-out examples, by five-fold cross-validation. Yields now and then.
 */
export function* choosePenalty(examples: readonly Example[], size: number): Generator<void, Chosen> {
  let best: (Chosen & { loss: number }) | undefined
  for (const penalty of size > MAX_SEARCHED ? [1] : penalties) {
    const heldOut = new Array<number>(examples.length).fill(0)
    for (let fold = 0; fold < FOLDS; fold++) {
      const fit = yield* fitLogistic(
        examples.filter((_, index) => index % FOLDS !== fold),
        size,
        penalty,
      )
      for (let index = fold; index < examples.length; index += FOLDS) {
        const example = examples[index]
        if (example !== undefined) heldOut[index] = logOdds(fit, example)
      }
    }
    const loss = examples.reduce((sum, { won }, index) => {
      const odds = (heldOut[index] ?? 0) * (won ? -1 : 1)
      return sum + Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds)))
    }, 0)
    if (best === undefined || loss < best.loss) best = { penalty, heldOut, loss }
  }
  return best ?? { penalty: 1, heldOut: [] }
}
