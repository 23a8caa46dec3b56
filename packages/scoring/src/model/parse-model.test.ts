import { describe, expect, it } from 'vitest'
import { closestName } from './closest-name.ts'
import { parseModel } from './parse-model.ts'

const rule = {
  id: 'pricing',
  label: 'Viewed pricing',
  dimension: 'engagement',
  on: { event: 'page', where: { path: { startsWith: '/pricing' } } },
  points: 10,
}
const traitRule = {
  id: 'budget',
  label: 'B',
  dimension: 'budget',
  if: { trait: 'budget', gte: 1 },
  points: 1,
}
const model = {
  name: 'test',
  version: 1,
  rules: [rule, traitRule],
  thresholds: {
    grade: { fit: [3, 2, 1], engagement: [3, 2, 1] },
    stage: { mql: { score: 1 }, sql: { score: 2 } },
  },
}

function errorsOf(json: unknown) {
  const parsed = parseModel(json)
  return 'errors' in parsed ? parsed.errors.map(({ path, message }) => `${path}: ${message}`) : []
}

const withRule = (changes: object) => ({ ...model, rules: [{ ...rule, ...changes }] })
const withStage = (mql: unknown) => ({
  ...model,
  thresholds: { ...model.thresholds, stage: { ...model.thresholds.stage, mql } },
})
const withIf = (condition: unknown) => ({ ...model, rules: [{ ...traitRule, if: condition }] })

function deep(depth: number): unknown {
  let condition: unknown = { trait: 'a', is: 1 }
  for (let level = 0; level < depth; level++) condition = { not: condition }
  return condition
}

describe('parseModel', () => {
  it('fills in what a model leaves out', () => {
    expect(parseModel(model)).toEqual({ model: { ...model, timeZone: 'UTC', lookBackDays: 365 } })
  })

  it.each<[string, unknown, string]>([
    [
      'a misspelt operator',
      withRule({ on: { event: 'page', where: { any: [{ path: { startWith: '/x' } }] } } }),
      'rules[0].on.where.any[0].path.startWith: unknown key "startWith": did you mean "startsWith"?',
    ],
    ['a misspelt key', withRule({ limt: {} }), 'rules[0].limt: unknown key "limt": did you mean "limit"?'],
    ['a key of another world', withRule({ colour: 1 }), 'rules[0].colour: unknown key "colour": remove it'],
    ['NaN', withRule({ points: Number.NaN }), 'rules[0].points: expected a number or an object, got NaN'],
    ['Infinity', withRule({ halfLifeDays: 1 / 0 }), 'rules[0].halfLifeDays: expected a number, got Infinity'],
    [
      'text for points',
      withRule({ points: '10' }),
      'rules[0].points: expected a number or an object, got "10"',
    ],
    [
      'too fine points',
      withRule({ points: 0.001 }),
      'rules[0].points: more than two decimals: points are multiples of 0.01',
    ],
    ['too many points', withRule({ points: 1e9 }), 'rules[0].points: must be less than or equal to 10000'],
    [
      'an unknown dimension',
      withRule({ dimension: 'engagment' }),
      'rules[0].dimension: "engagment" is not one of engagement, fit, budget, authority, need, timeline; did you mean "engagement"?',
    ],
    [
      'neither kind of rule',
      { ...model, rules: [{ id: 'a', label: 'A', dimension: 'fit', points: 1 }] },
      'rules[0]: needs "on" or "if"',
    ],
    [
      'an id twice',
      { ...model, rules: [rule, rule] },
      'rules[1].id: "pricing" is taken by rules[0]: each rule and group needs an id of its own',
    ],
    [
      'an id with spaces',
      withRule({ id: 'a b' }),
      'rules[0].id: use up to 64 letters, digits, - and _, like "viewed-pricing"',
    ],
    [
      'a trait without operator',
      withIf({ trait: 'a' }),
      'rules[0].if: names a trait but no operator: add one, like "gte": 10000 or "exists": true',
    ],
    [
      'an operator without trait',
      withIf({ gte: 1 }),
      'rules[0].if: needs exactly one of trait, all, any, not',
    ],
    [
      'two forms at once',
      withIf({ trait: 'a', is: 1, all: [{ trait: 'b', is: 1 }] }),
      'rules[0].if: needs exactly one of trait, all, any, not, has trait and all',
    ],
    [
      'an operator beside a form',
      withIf({ not: { trait: 'b', is: 1 }, is: 1 }),
      'rules[0].if: has operators beside "not": put them into a condition with "trait"',
    ],
    [
      'a stage that is left as it is entered',
      withStage({ enter: { score: 40 }, leave: { score: 50 } }),
      'thresholds.stage.mql.leave.score: more than it takes to enter: a lead would leave as it enters',
    ],
    [
      'a stage that is only entered',
      withStage({ enter: { score: 40 } }),
      'thresholds.stage.mql.leave: missing: say below what a lead leaves the stage',
    ],
    [
      'a stage in both forms',
      withStage({ score: 40, enter: { score: 40 }, leave: { score: 30 } }),
      'thresholds.stage.mql: names something beside enter and leave: move it into both',
    ],
    ['text compared', withIf({ trait: 'a', gt: '3' }), 'rules[0].if.gt: expected a number, got "3"'],
    ['nothing to choose from', withIf({ any: [] }), 'rules[0].if.any: needs at least 1 items'],
    ['a condition nested without end', withIf(deep(100_000)), 'nested more than 32 deep'],
    [
      'an expiry that never comes',
      withRule({ expireDays: 400 }),
      'rules[0].expireDays: longer than lookBackDays (365): shorten it, or look back further',
    ],
    [
      'a window longer than the look-back',
      { ...model, rules: [{ ...rule, count: { gte: 1, withinDays: 400 } }] },
      'rules[0].count.withinDays: longer than lookBackDays (365): shorten it, or look back further',
    ],
    [
      'a misspelt count',
      { ...model, rules: [{ ...rule, cuont: { gte: 1 } }] },
      'rules[0].cuont: unknown key "cuont": did you mean "count"?',
    ],
    [
      'a count of nothing',
      { ...model, rules: [{ ...rule, count: { withinDays: 7 } }] },
      'rules[0].count.gte: missing: add a number',
    ],
    [
      'a misspelt group',
      { ...withRule({ group: 'page' }), groups: [{ id: 'pages', label: 'Pages', cap: 3 }] },
      'rules[0].group: unknown group "page": did you mean "pages"?',
    ],
    [
      'a group named like a rule',
      { ...model, groups: [{ id: 'budget', label: 'B', cap: 3 }] },
      'groups[0].id: "budget" is taken by rules[1]',
    ],
    [
      'a group within a group',
      { ...model, groups: [{ id: 'a', label: 'A', cap: 3, group: 'a' }] },
      'groups[0].group: "group" does not belong here: remove it, or move it to where it does',
    ],
    [
      'a limit of a count',
      { ...model, rules: [{ ...rule, count: { gte: 1 }, limit: { count: 1, per: 'day' } }] },
      'rules[0].limit: "limit" does not belong here: remove it, or move it to where it does',
    ],
    [
      'a group of two dimensions',
      {
        ...model,
        rules: [rule, traitRule].map((item) => ({ ...item, group: 'g' })),
        groups: [{ id: 'g', label: 'G', cap: 3 }],
      },
      'rules[1].group: "g" is a group of engagement, as "pricing" is: a group has one dimension',
    ],
    [
      'an unknown time zone',
      { ...model, timeZone: 'Mars' },
      'timeZone: not a time zone: use an IANA name, like "Asia/Kolkata" or "UTC"',
    ],
    ['no name', { ...model, name: undefined }, 'name: missing: add text'],
    ['no rules', { ...model, rules: {} }, 'rules: expected a list, got {}'],
    [
      'too many rules',
      { ...model, rules: Array.from({ length: 1_001 }, (_, index) => ({ ...rule, id: `r${index}` })) },
      'rules: needs at most 1000 items',
    ],
    ['no model', null, ': expected an object, got null'],
    [
      'a prototype',
      JSON.parse('{"rules": [{"__proto__": {"points": 1}}]}'),
      'rules[0].__proto__: not allowed as a name: remove it',
    ],
    [
      'rising steps',
      { ...model, thresholds: { ...model.thresholds, grade: { fit: [1, 2, 3], engagement: [3, 2, 1] } } },
      'thresholds.grade.fit: steps must fall: best first, like [40, 20, 5]',
    ],
  ])('refuses %s', (_, json, error) => {
    expect(errorsOf(json)).toEqual([expect.stringContaining(error)])
  })

  it('reports every mistake once', () => {
    expect(
      errorsOf(withRule({ points: Number.NaN, cap: -1, on: { event: 'page', where: { path: { is1: 1 } } } })),
    ).toEqual([
      'rules[0].on.where.path.is1: unknown key "is1": did you mean "is"?',
      'rules[0].points: expected a number or an object, got NaN',
      'rules[0].cap: must be more than 0',
    ])
  })
})

describe('closestName', () => {
  it('finds the nearest name, or none if none is similar', () => {
    expect(closestName('pointz', ['points', 'paints'])).toBe('points')
    expect(closestName('GTE', ['gte'])).toBe('gte')
    expect(closestName('colour', ['points', 'cap'])).toBeUndefined()
  })
})
