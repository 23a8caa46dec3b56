import type { Traits } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import type { TraitCondition } from '../condition/condition.ts'
import { createScorer } from '../create-scorer.ts'
import type { Group } from '../model/group.ts'
import { modelOf } from '../small-model.test.setup.ts'

type Line = [condition: TraitCondition, points: number, otherwise?: number, group?: string]

/** The range and the questions of a model of trait rules. */
function read(lines: Line[], traits: Traits = {}, groups: Group[] = []) {
  const rules = lines.map(([condition, points, otherwise, group], index) => {
    const rule = { id: `r${index}`, label: 'R', dimension: 'fit' as const, if: condition, points }
    return { ...rule, ...(otherwise !== undefined && { otherwise }), ...(group !== undefined && { group }) }
  })
  const scorer = createScorer(modelOf(rules, { groups }))
  const { range, unknown } = scorer.explain([], traits, 0)
  return { range, unknown: unknown.map(({ trait, min, max }) => `${trait} ${min} to ${max}`) }
}

const under5 = { trait: 'budget', lt: 5_000 }
const upTo20 = {
  all: [
    { trait: 'budget', gte: 5_000 },
    { trait: 'budget', lt: 20_000 },
  ],
}
const over20 = { trait: 'budget', gte: 20_000 }

describe('the range', () => {
  it('never assumes two comparisons that exclude each other', () => {
    const lines: Line[] = [
      [under5, -10],
      [upTo20, 5],
      [over20, 15],
    ]
    expect(read(lines)).toEqual({ range: { min: -10, max: 15 }, unknown: ['budget -10 to 15'] })
  })

  it('assumes one option of a question at a time', () => {
    const option = (value: string) => ({ trait: 'size', is: value })
    const lines: Line[] = [
      [option('small'), 1],
      [option('medium'), 4],
      [option('large'), 9],
      [{ not: option('small') }, 2],
    ]
    expect(read(lines).range).toEqual({ min: 0, max: 11 })
  })

  it('assumes all words together, because one text can contain them all', () => {
    const words = (...hasWord: string[]) => ({ trait: 'title', hasWord })
    const lines: Line[] = [
      [words('head', 'director'), 10],
      [words('sales'), 3],
      [{ trait: 'title', endsWith: '(ret.)' }, -20],
    ]
    expect(read(lines).range).toEqual({ min: -20, max: 13 })
  })

  it('distinguishes words from parts of words', () => {
    // “director” has the one and not the other.
    const lines: Line[] = [
      [{ trait: 'title', contains: 'cto' }, 5],
      [{ trait: 'title', hasWord: 'cto' }, -9],
    ]
    expect(read(lines).range).toEqual({ min: -4, max: 5 })
  })

  it('assumes only one ending of a text', () => {
    const lines: Line[] = ['@gmail.com', '@gmx.de'].map((endsWith) => [{ trait: 'email', endsWith }, -10])
    expect(read(lines).range).toEqual({ min: -10, max: 0 })
  })

  it('includes answers without content', () => {
    // “5k–50k” settles neither rule, so the score may stay at 0.
    expect(read([[over20, 10, 5]]).range).toEqual({ min: 0, max: 10 })
    expect(read([[over20, 10, 5]], { budget: '5k–50k' }).range).toEqual({ min: 0, max: 10 })
  })

  it('combines the traits of a rule that needs several', () => {
    const both = {
      all: [
        { trait: 'a', is: 1 },
        { trait: 'b', is: 1 },
      ],
    }
    expect(
      read([
        [both, 20],
        [{ trait: 'b', is: 1 }, -5],
      ]),
    ).toEqual({ range: { min: -5, max: 15 }, unknown: ['a 0 to 0', 'b -5 to 0'] })
  })

  it('says of each question what its answer alone can do', () => {
    const either = {
      any: [
        { trait: 'title', is: 'cto' },
        { trait: 'company', is: 'acme' },
      ],
    }
    const lines: Line[] = [
      [{ trait: 'title', is: 'cto' }, 10, -3],
      [either, 6, -4],
    ]
    expect(read(lines)).toEqual({
      range: { min: -7, max: 16 },
      unknown: ['title -3 to 16', 'company 0 to 6'],
    })
  })

  it('respects the caps of groups, which their rules share', () => {
    const lines: Line[] = [
      [{ trait: 'known', is: 1 }, 6, 0, 'g'],
      [{ trait: 'a', is: 1 }, 8, 0, 'g'],
      [{ trait: 'b', is: 1 }, 8, -30, 'g'],
    ]
    const groups = [{ id: 'g', label: 'G', cap: 10 }]
    expect(read(lines, { known: 1 }, groups)).toEqual({
      range: { min: -10, max: 10 },
      unknown: ['b -10 to 10', 'a 6 to 10'],
    })
  })

  it('may be too wide, but never too narrow, when there are too many answers', () => {
    const mixed: Line[] = [
      [{ trait: 'x', hasWord: 'now' }, 5],
      [{ trait: 'x', gte: 3 }, 7, -1],
    ]
    expect(read(mixed).range).toEqual({ min: -1, max: 12 })
    const many: Line[] = Array.from({ length: 900 }, (_, index) => [{ trait: 'x', hasWord: `w${index}` }, 1])
    expect(read(many).range).toEqual({ min: 0, max: 900 })
  })
})
