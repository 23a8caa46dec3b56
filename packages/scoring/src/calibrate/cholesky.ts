/** A symmetric matrix, row by row. */
export type Matrix = Float64Array[]

/** A matrix of zeros. */
export function zeros(size: number): Matrix {
  return Array.from({ length: size }, () => new Float64Array(size))
}

/**
 * Cholesky decomposition: the lower triangular matrix L with L·Lᵀ = `matrix`, of which only the lower triangle is read.
 * Null when it is not positive definite.
 * https://en.wikipedia.org/wiki/Cholesky_decomposition
 */
export function decompose(matrix: Matrix): Matrix | null {
  const lower = zeros(matrix.length)
  for (const [row, own] of lower.entries()) {
    for (let column = 0; column <= row; column++) {
      const other = lower[column] ?? own
      let sum = matrix[row]?.[column] ?? 0
      for (let at = 0; at < column; at++) sum -= (own[at] ?? 0) * (other[at] ?? 0)
      if (row !== column) own[column] = sum / (other[column] ?? 1)
      else if (sum > 0) own[column] = Math.sqrt(sum)
      else return null
    }
  }
  return lower
}

/** Solves L·Lᵀ·x = `right` for x, where L is `lower`. */
export function solve(lower: Matrix, right: ArrayLike<number>): Float64Array {
  const size = lower.length
  const found = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    let sum = found[row] ?? 0
    for (let at = 0; at < row; at++) sum -= (lower[row]?.[at] ?? 0) * (found[at] ?? 0)
    found[row] = sum / (lower[row]?.[row] ?? 1)
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = found[row] ?? 0
    for (let at = row + 1; at < size; at++) sum -= (lower[at]?.[row] ?? 0) * (found[at] ?? 0)
    found[row] = sum / (lower[row]?.[row] ?? 1)
  }
  return found
}
