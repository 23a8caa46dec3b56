import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import type { Rule } from '../model/rule.ts'
import { DAY_MS } from '../rule/calendar.ts'

const NOW = Date.UTC(2026, 10, 21, 10)

function scorerOf(points: number[], cap: number, halfLifeDays = 7) {
  return createScorer({
    name: 'one group',
    version: 1,
    timeZone: 'UTC',
    lookBackDays: 365,
    rules: points.map((worth, index): Rule => {
      const names = { id: `r${index}`, label: `Rule ${index}`, group: 'pages' }
      return { ...names, dimension: 'engagement', on: { event: 'page' }, points: worth, halfLifeDays }
    }),
    groups: [{ id: 'pages', label: 'Pages', cap }],
    thresholds: {
      grade: { fit: [3, 2, 1], engagement: [3, 2, 1] },
      stage: { mql: { score: 50 }, sql: { score: 90 } },
    },
  })
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
