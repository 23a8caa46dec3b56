import { decompose, type Matrix, solve, zeros } from './cholesky.ts'
import type { Features } from './read-features.ts'

/** A closed lead as a row of the regression. */
export interface Example extends Features {
  won: boolean
}

/** Log-odds as a linear function: the intercept, and a weight per unit of each column. */
export interface LogisticFit {
  intercept: number
  weights: Float64Array
  /** Standard errors of the weights. */
  errors: Float64Array
}

const MAX_STEPS = 50
const EXACT = 1e-9

/**
 * Logistic regression by Newton's method with step halving (Hastie, Tibshirani, Friedman: The Elements of Statistical
 * Learning, 4.4). The ridge penalty is `penalty / 2` times the sum of the squared weights of the standardised columns; the
 * intercept is not penalised. Standard errors are those of the penalised estimate: H⁻¹ · X′WX · H⁻¹. Yields after each step.
 *
 * Own code, because the libraries on npm use gradient descent without penalty, intercept or standard errors.
 */
export function* fitLogistic(
  examples: readonly Example[],
  size: number,
  penalty: number,
): Generator<void, LogisticFit> {
  const scales = scalesOf(examples, size)
  // The intercept comes first.
  let beta = new Float64Array(size + 1)
  let loss = lossOf(examples, scales, beta, penalty)
  for (let step = 0; step < MAX_STEPS; step++) {
    const { gradient, hessian } = derive(examples, scales, beta, penalty)
    const lower = decompose(hessian)
    if (lower === null) break
    const direction = solve(lower, gradient)
    yield
    const next = halve(beta, direction, loss, (tried) => lossOf(examples, scales, tried, penalty))
    if (next === null) break
    const gain = loss - next.loss
    beta = next.beta
    loss = next.loss
    if (gain < EXACT * Math.max(1, Math.abs(loss))) break
  }
  const { hessian } = derive(examples, scales, beta, penalty)
  const errors = errorsOf(hessian, penalty)
  return {
    intercept: beta[0] ?? 0,
    weights: Float64Array.from({ length: size }, (_, index) => (beta[index + 1] ?? 0) / (scales[index] ?? 1)),
    errors: Float64Array.from(
      { length: size },
      (_, index) => (errors[index + 1] ?? 0) / (scales[index] ?? 1),
    ),
  }
}

/** The log-odds that a fit predicts. */
export function logOdds({ intercept, weights }: LogisticFit, { columns, values }: Features): number {
  return columns.reduce(
    (sum, column, index) => sum + (weights[column] ?? 0) * (values[index] ?? 0),
    intercept,
  )
}

/** Standard deviation of each column; 1 for constant columns. */
function scalesOf(examples: readonly Example[], size: number): Float64Array {
  const sums = new Float64Array(size)
  const squares = new Float64Array(size)
  for (const { columns, values } of examples) {
    for (const [index, column] of columns.entries()) {
      const value = values[index] ?? 0
      sums[column] = (sums[column] ?? 0) + value
      squares[column] = (squares[column] ?? 0) + value ** 2
    }
  }
  const count = Math.max(1, examples.length)
  return sums.map((sum, column) => {
    const spread = (squares[column] ?? 0) / count - (sum / count) ** 2
    return spread > 1e-12 ? Math.sqrt(spread) : 1
  })
}

function linear({ columns, values }: Features, scales: Float64Array, beta: Float64Array): number {
  let sum = beta[0] ?? 0
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index] ?? 0
    sum += ((beta[column + 1] ?? 0) * (values[index] ?? 0)) / (scales[column] ?? 1)
  }
  return sum
}

/** Penalised negative log-likelihood. */
function lossOf(examples: readonly Example[], scales: Float64Array, beta: Float64Array, penalty: number) {
  let loss = 0
  for (let index = 1; index < beta.length; index++) loss += (penalty / 2) * (beta[index] ?? 0) ** 2
  for (const example of examples) {
    const odds = linear(example, scales, beta) * (example.won ? -1 : 1)
    // log(1 + e^odds) without overflow.
    loss += Math.max(0, odds) + Math.log1p(Math.exp(-Math.abs(odds)))
  }
  return loss
}

/** Negative gradient and Hessian of the loss. */
function derive(examples: readonly Example[], scales: Float64Array, beta: Float64Array, penalty: number) {
  const size = beta.length
  const gradient = new Float64Array(size)
  const hessian = zeros(size)
  for (const example of examples) {
    const { columns, values } = example
    const chance = 1 / (1 + Math.exp(-linear(example, scales, beta)))
    const weight = chance * (1 - chance)
    const rest = (example.won ? 1 : 0) - chance
    gradient[0] = (gradient[0] ?? 0) + rest
    const first = hessian[0] ?? new Float64Array(size)
    first[0] = (first[0] ?? 0) + weight
    for (let a = 0; a < columns.length; a++) {
      const column = columns[a] ?? 0
      const value = (values[a] ?? 0) / (scales[column] ?? 1)
      gradient[column + 1] = (gradient[column + 1] ?? 0) + rest * value
      const row = hessian[column + 1] ?? first
      row[0] = (row[0] ?? 0) + weight * value
      // The columns of an example are in ascending order, so only the lower triangle is filled.
      for (let b = 0; b <= a; b++) {
        const other = columns[b] ?? 0
        row[other + 1] = (row[other + 1] ?? 0) + (weight * value * (values[b] ?? 0)) / (scales[other] ?? 1)
      }
    }
  }
  for (let index = 1; index < size; index++) {
    gradient[index] = (gradient[index] ?? 0) - penalty * (beta[index] ?? 0)
    const row = hessian[index]
    if (row !== undefined) row[index] = (row[index] ?? 0) + penalty
  }
  return { gradient, hessian }
}

/** The largest of 1, ½, ¼ … of a step that does not increase the loss; null when none does. */
function halve(
  beta: Float64Array,
  direction: Float64Array,
  loss: number,
  lossAt: (beta: Float64Array) => number,
): { beta: Float64Array<ArrayBuffer>; loss: number } | null {
  for (let part = 1; part > 1e-6; part /= 2) {
    const tried = Float64Array.from(beta, (value, index) => value + part * (direction[index] ?? 0))
    const reached = lossAt(tried)
    if (reached <= loss) return { beta: tried, loss: reached }
  }
  return null
}

/** Square roots of the diagonal of H⁻¹ · (H − penalty) · H⁻¹. */
function errorsOf(hessian: Matrix, penalty: number): Float64Array {
  const lower = decompose(hessian)
  return Float64Array.from(hessian, (_, index) => {
    if (lower === null) return Number.POSITIVE_INFINITY
    const unit = new Float64Array(hessian.length)
    unit[index] = 1
    const inverse = solve(lower, unit)
    let penalised = 0
    for (let other = 1; other < inverse.length; other++) penalised += penalty * (inverse[other] ?? 0) ** 2
    return Math.sqrt(Math.max(0, (inverse[index] ?? 0) - penalised))
  })
}
