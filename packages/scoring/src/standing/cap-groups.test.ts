import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { DAY_MS } from '../rule/calendar.ts'
import { modelOf, NOW, pageRule } from '../small-model.test.setup.ts'

function scorerOf(points: number[], cap: number, halfLifeDays = 7) {
  const rules = points.map((worth, index) =>
    pageRule({ id: `r${index}`, label: `Rule ${index}`, group: 'pages', points: worth, halfLifeDays }),
  )
  return createScorer(modelOf(rules, { groups: [{ id: 'pages', label: 'Pages', cap }] }))
}

const page = { id: 'e', at: NOW, name: 'page', properties: {}, visit: null, excluded: null }

function read(points: number[], cap: number, at = NOW) {
  const scorer = scorerOf(points, cap)
  const state = scorer.empty()
  scorer.add(state, page)
  const { contributions } = scorer.explain([page], {}, at)
  return { ...scorer.standing(state, {}, at), lines: contributions.map((line) => [line.rule, line.points]) }
}

describe('the cap of a group', () => {
  it('limits the sum of its rules, and shows the difference as a line of its own', () => {
    expect(read([20, 15], 30)).toMatchObject({
      score: 30,
      lines: [
        ['r0', 20],
        ['r1', 15],
        ['pages', -5],
      ],
    })
    const [, , cut] = scorerOf([20, 15], 30).explain([page], {}, NOW).contributions
    expect(cut).toMatchObject({
      label: 'Pages: together at most 30 points',
      dimension: 'engagement',
      events: [],
    })
  })

  it('limits positive and negative sums, and changes nothing below it', () => {
    expect(read([-20, -15], 30).score).toBe(-30)
    expect(read([40, -15], 30).lines).toEqual([
      ['r0', 40],
      ['r1', -15],
    ])
  })

  it('keeps the score constant until decay brings the sum below it', () => {
    // 40 points fade to 30 after 7 · log2(40 / 30) days, and a point later the score has changed.
    const { changesAt } = read([20, 20], 30)
    const reached = NOW + 7 * DAY_MS * Math.log2(40 / 30)
    expect(Number(changesAt)).toBeGreaterThan(reached)
    expect(read([20, 20], 30, Math.floor(reached)).score).toBe(30)
    expect(read([20, 20], 30, Number(changesAt) + 60_000).score).toBeLessThan(29.01)
  })
})
