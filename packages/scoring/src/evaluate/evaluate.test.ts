import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { liftByDecile } from './lift.ts'
import { rocAuc } from './roc-auc.ts'
import { wilson } from './wilson.ts'

const scores = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 2, maxLength: 25 })

/** All pairs, one by one, and DeLong's formula as it stands in the paper. */
function byDefinition(won: number[], lost: number[]) {
  const psi = (x: number, y: number) => (x > y ? 1 : x === y ? 0.5 : 0)
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const v10 = won.map((x) => mean(lost.map((y) => psi(x, y))))
  const v01 = lost.map((y) => mean(won.map((x) => psi(x, y))))
  const auc = mean(v10)
  const s = (list: number[]) => list.reduce((sum, v) => sum + (v - auc) ** 2, 0) / (list.length - 1)
  return { auc, error: Math.sqrt(s(v10) / won.length + s(v01) / lost.length) }
}

/** Numbers that look random and are the same each time (Park and Miller). */
function createRandom(seed: number) {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

describe('rocAuc', () => {
  it("is the share of pairs in the right order, with DeLong's standard error", () => {
    fc.assert(
      fc.property(scores, scores, (won, lost) => {
        const found = rocAuc(won, lost)
        const { auc, error } = byDefinition(won, lost)
        expect(found?.value).toBeCloseTo(auc, 12)
        if (error > 0) expect(found?.low).toBeCloseTo(Math.max(0, auc - 1.959963984540054 * error), 9)
      }),
      { numRuns: 500 },
    )
  })

  it('holds the true value in about 95 of 100 samples', () => {
    const random = createRandom(7)
    const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
    // Of two normal distributions one standard deviation apart: Φ(1 / √2).
    const truth = 0.7602499389
    const samples = 1_000
    let covered = 0
    for (let sample = 0; sample < samples; sample++) {
      const found = rocAuc(
        Array.from({ length: 60 }, () => normal() + 1),
        Array.from({ length: 90 }, normal),
      )
      if (found !== null && found.low <= truth && truth <= found.high) covered += 1
    }
    expect(covered / samples).toBeGreaterThan(0.92)
    expect(covered / samples).toBeLessThan(0.98)
  })

  it('has a wide interval when few leads are separated completely', () => {
    expect(rocAuc([3, 4], [1, 2])).toMatchObject({ value: 1, high: 1 })
    expect(rocAuc([3, 4], [1, 2])?.low).toBeLessThan(0.5)
    expect(rocAuc([], [1])).toBeNull()
  })
})

describe('wilson', () => {
  it.each([
    // https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I, method 3
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('gives the published interval of %i in %i', (hits, count, low, high) => {
    const found = wilson(hits, count)
    expect(found?.low).toBeCloseTo(low, 4)
    expect(found?.high).toBeCloseTo(high, 4)
  })

  it('has no interval without observations', () => expect(wilson(0, 0)).toBeNull())
})

describe('liftByDecile', () => {
  it('counts every won lead once, also with tied scores', () => {
    const lead = fc.record({ score: fc.integer({ min: 0, max: 5 }), won: fc.boolean() })
    fc.assert(
      fc.property(fc.array(lead, { minLength: 10, maxLength: 60 }), (leads) => {
        const total = leads.filter(({ won }) => won).length
        const deciles = liftByDecile(leads)
        expect(deciles).toHaveLength(total === 0 ? 0 : 10)
        if (total === 0) return
        const counted = deciles.reduce((sum, { leads: size, won }) => sum + size * won.value, 0)
        expect(counted).toBeCloseTo(total, 9)
        expect(deciles.reduce((sum, { lift }) => sum + lift, 0) / 10).toBeCloseTo(1, 9)
      }),
      { numRuns: 300 },
    )
  })

  it('is even when scores have no signal', () => {
    const leads = Array.from({ length: 40 }, (_, index) => ({ score: 5, won: index % 4 === 0 }))
    for (const { lift } of liftByDecile(leads)) expect(lift).toBeCloseTo(1, 12)
  })
})

it('evaluates a model by its scores and its threshold', () => {
  const leads = Array.from({ length: 100 }, (_, index) => ({
    score: index,
    won: index >= 80 || index % 10 === 0,
    qualified: index >= 70,
  }))
  const { won, lost, auc, deciles, precision, recall } = evaluate(leads)
  expect([won, lost]).toEqual([28, 72])
  expect(auc?.value).toBeGreaterThan(0.8)
  expect(deciles.slice(0, 3).map(({ won: share }) => share.value)).toEqual([1, 1, 0.1])
  expect(precision?.value).toBeCloseTo(21 / 30, 12)
  expect(recall?.value).toBeCloseTo(21 / 28, 12)
})
