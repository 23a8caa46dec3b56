import type { Contribution } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupReasons, sumPoints } from './points.ts'

const hundredths = fc.integer({ min: -1_000_000, max: 1_000_000 })
const dimensions = ['engagement', 'fit', 'budget', 'authority', 'need', 'timeline'] as const

function contribution(points: number, dimension: Contribution['dimension'] = 'engagement'): Contribution {
  return { rule: 'r', label: 'R', dimension, points, raw: points, events: [] }
}

describe('sumPoints', () => {
  it('is exact where floating-point sums are not', () => {
    expect(0.1 + 0.2).not.toBe(0.3)
    expect(sumPoints([0.1, 0.2])).toBe(0.3)
  })

  it('is the sum of hundredths, for any points in any order', () => {
    fc.assert(
      fc.property(fc.array(hundredths), (parts) => {
        const sum = parts.reduce((total, part) => total + part, 0) / 100
        const points = parts.map((part) => part / 100)
        expect(sumPoints(points)).toBe(sum)
        expect(sumPoints(points.toReversed())).toBe(sum)
      }),
    )
  })
})

describe('groupReasons', () => {
  it('puts every reason on one of the two sides, which add up to the score', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(hundredths, fc.constantFrom(...dimensions))), (parts) => {
        const all = parts.map(([points, dimension]) => contribution(points / 100, dimension))
        const sides = groupReasons(all)
        expect(sides.flatMap((side) => side.contributions)).toHaveLength(all.length)
        expect(sumPoints(sides.map((side) => side.points))).toBe(sumPoints(all.map(({ points }) => points)))
      }),
    )
  })

  it('puts engagement first, and the largest reason of each side first', () => {
    const [did, are] = groupReasons([contribution(-3), contribution(9, 'need'), contribution(20)])
    expect(did?.contributions.map(({ points }) => points)).toEqual([20, -3])
    expect(are).toMatchObject({ side: 'fit', points: 9 })
  })
})
