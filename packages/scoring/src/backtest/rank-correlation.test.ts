import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rankCorrelation } from './rank-correlation.ts'

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 30 })

describe('rankCorrelation', () => {
  it('is the Pearson correlation of the ranks, where ties share a rank', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: 4.5 / √(4.5 · 5).
    expect(rankCorrelation([10, 20, 20, 40], [1, 3, 2, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12)
    // Without ties 1 − 6 Σ d² / (n (n² − 1)), here with d = −1, 1, −2, 1, 1.
    expect(rankCorrelation([1, 2, 3, 4, 5], [2, 1, 5, 2.5, 4])).toBeCloseTo(1 - (6 * 8) / 120, 12)
  })

  it('is 1 for the same order, −1 for the reverse, and undefined for fewer than two leads or a single score', () => {
    expect(rankCorrelation([1, 5, 9], [-3, 0, 100])).toBe(1)
    expect(rankCorrelation([1, 5, 9], [3, 2, 1])).toBe(-1)
    expect(rankCorrelation([], [])).toBeNull()
    expect(rankCorrelation([1], [2])).toBeNull()
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull()
  })

  it('is symmetric, and depends only on the order', () => {
    fc.assert(
      fc.property(scores, scores, (first, second) => {
        const size = Math.min(first.length, second.length)
        const [x, y] = [first.slice(0, size), second.slice(0, size)]
        const found = rankCorrelation(x, y)
        expect(rankCorrelation(y, x)).toBe(found)
        expect(
          rankCorrelation(
            x.map((score) => score ** 3 - 7),
            y,
          ),
        ).toBe(found)
        expect(rankCorrelation(x, x) ?? 1).toBe(1)
      }),
    )
  })
})
