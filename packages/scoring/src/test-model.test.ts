import { describe, expect, it } from 'vitest'
import { parseModel } from './model/parse-model.ts'
import { testModel } from './test-model.ts'

const model = {
  name: 'test',
  version: 1,
  rules: [
    { id: 'pages', label: 'P', dimension: 'engagement', on: { event: 'page' }, points: 8, halfLifeDays: 7 },
    { id: 'budget', label: 'B', dimension: 'budget', if: { trait: 'budget', gte: 10 }, points: 20 },
  ],
  thresholds: {
    grade: { fit: [30, 20, 10], engagement: [30, 20, 10] },
    stage: { mql: { score: 10 }, sql: { score: 50 } },
  },
}

const events = [{ event: 'page', daysAgo: 7 }, { event: 'page' }]

function parse(...tests: object[]) {
  return parseModel({ ...model, tests: JSON.parse(JSON.stringify(tests)) })
}

function run(...tests: object[]) {
  const parsed = parse(...tests)
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
  return testModel(parsed.model)
}

describe('testModel', () => {
  it('reports nothing when the model gives what is expected', () => {
    const expected = {
      score: 32,
      engagement: 12,
      fit: 20,
      grade: 'B3',
      stage: 'mql',
      contributions: { pages: 12 },
    }
    expect(run({ name: 'a', events, traits: { budget: '10' }, expect: expected })).toMatchObject([
      { name: 'a', differences: [], score: { score: 32 } },
    ])
  })

  it('reports each difference; a rule without points gives 0', () => {
    const [outcome] = run({
      name: 'a',
      events,
      expect: { grade: 'A1', contributions: { budget: 20, pages: 12 } },
    })
    expect(outcome?.differences).toEqual([
      { of: 'grade', expected: 'A1', actual: 'D3' },
      { of: 'contributions.budget', expected: 20, actual: 0 },
    ])
  })

  it('gives the same result on any day', () => {
    const test = {
      name: 'a',
      events: [{ event: 'page', at: '2026-03-01T00:00:00+05:30' }],
      expect: { score: 4 },
    }
    expect(run({ ...test, at: '2026-03-07T18:30:00Z' })[0]?.differences).toEqual([])
    expect(run({ ...test, at: '2026-03-08T18:30:00Z' })[0]?.differences).toHaveLength(1)
  })

  it('returns nothing for a model without tests', () => {
    expect(run()).toEqual([])
  })

  it.each([
    [{ expect: {} }, 'tests[0].expect: expects nothing: add score, grade, stage, contributions …'],
    [{ expect: { socre: 1 } }, 'tests[0].expect.socre: unknown key "socre": did you mean "score"?'],
    [
      { expect: { contributions: { pagse: 1 } } },
      'tests[0].expect.contributions.pagse: unknown rule "pagse": did you mean "pages"?',
    ],
    [
      { events: [{ event: 'page', at: 'yesterday' }], expect: { score: 1 } },
      'tests[0].events[0].at: not a time: write it like "2026-11-21T10:00:00Z"',
    ],
    [
      { events: [{ event: 'page', at: '2026-11-21T10:00:00Z', daysAgo: 1 }], expect: { score: 1 } },
      'tests[0].events[0]: has both "at" and "daysAgo": remove one',
    ],
    [{ expect: { stage: 'sqll' } }, 'tests[0].expect.stage: "sqll" is not one of'],
  ])('refuses %j', (test, error) => {
    const parsed = parse({ name: 'a', ...test })
    const errors = 'errors' in parsed ? parsed.errors.map(({ path, message }) => `${path}: ${message}`) : []
    expect(errors).toEqual([expect.stringContaining(error)])
  })
})
