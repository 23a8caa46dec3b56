import { describe, expect, it } from 'vitest'
import { createRandom } from './calibrate.test.leads.ts'
import { type Example, fitLogistic, logOdds } from './fit-logistic.ts'

describe('fitLogistic', () => {
  const fitTo = (examples: Example[], size: number, penalty: number) => {
    const steps = fitLogistic(examples, size, penalty)
    for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value
  }

  it('agrees with the closed form of a two-by-two table and its standard error', () => {
    // 40 of 60 won with it, 15 of 75 without: log odds ratio, and Woolf's error.
    const group = (count: number, x: number, won: boolean): Example[] =>
      Array.from({ length: count }, () => ({ columns: x === 0 ? [] : [0], values: x === 0 ? [] : [x], won }))
    const examples = [
      ...group(40, 1, true),
      ...group(20, 1, false),
      ...group(15, 0, true),
      ...group(60, 0, false),
    ]
    const found = fitTo(examples, 1, 0)
    expect(found.intercept).toBeCloseTo(Math.log(15 / 60), 6)
    expect(found.weights[0]).toBeCloseTo(Math.log((40 * 60) / (20 * 15)), 6)
    expect(found.errors[0]).toBeCloseTo(Math.sqrt(1 / 40 + 1 / 20 + 1 / 15 + 1 / 60), 6)
  })

  it('stays finite when a column separates completely, and does not depend on its unit', () => {
    const examples = Array.from(
      { length: 40 },
      (_, index): Example => ({
        columns: [0],
        values: [index],
        won: index >= 20,
      }),
    )
    const small = fitTo(examples, 1, 1)
    expect(Number.isFinite(small.weights[0])).toBe(true)
    const thousandfold = examples.map((example) => ({
      ...example,
      values: example.values.map((x) => 1_000 * x),
    }))
    expect((fitTo(thousandfold, 1, 1).weights[0] ?? 0) * 1_000).toBeCloseTo(small.weights[0] ?? 0, 6)
    expect(logOdds(small, { columns: [0], values: [39] })).toBeGreaterThan(0)
  })

  it('ends where the gradient is zero', () => {
    const random = createRandom(3)
    const examples = Array.from({ length: 300 }, (): Example => {
      const values = [random(), random() * 5, random() < 0.5 ? 1 : 0]
      return { columns: [0, 1, 2], values, won: random() < 0.4 }
    })
    const found = fitTo(examples, 3, 0)
    const rest = [0, 0, 0, 0]
    for (const example of examples) {
      const miss = (example.won ? 1 : 0) - 1 / (1 + Math.exp(-logOdds(found, example)))
      for (const [index, value] of [1, ...example.values].entries())
        rest[index] = (rest[index] ?? 0) + miss * value
    }
    for (const value of rest) expect(Math.abs(value)).toBeLessThan(1e-3)
  })
})
