import { MANUAL_RULE } from '../manual/manual-state.ts'
import { unknownName } from './describe-issues.ts'
import type { Group } from './group.ts'
import type { ModelTest } from './model-test.ts'
import { isCountRule, isEventRule, type Rule } from './rule.ts'

/** An error that involves several parts of a model, and where it is. */
export interface Contradiction {
  path: (string | number)[]
  message: string
}

interface Parts {
  lookBackDays: number
  rules: readonly Rule[]
  groups?: readonly Group[] | undefined
  tests?: readonly ModelTest[] | undefined
}

/** Finds the places where parts of a model contradict each other. */
export function findContradictions({ lookBackDays, rules, groups = [], tests = [] }: Parts): Contradiction[] {
  return [
    ...findSharedIds(rules, groups),
    ...findLateEnds(rules, lookBackDays),
    ...findGroups(rules, groups),
    ...findUntestable(rules, groups, tests),
  ]
}

/** Ids of rules and groups must be unique together, because explanations use both. */
function findSharedIds(rules: readonly Rule[], groups: readonly Group[]): Contradiction[] {
  const places = new Map<string, string>()
  const check = (list: 'rules' | 'groups') => (item: { id: string }, index: number) => {
    if (item.id === MANUAL_RULE) {
      const message = `"${MANUAL_RULE}" names what is done by hand: choose another id`
      return [{ path: [list, index, 'id'], message }]
    }
    const first = places.get(item.id)
    if (first === undefined) places.set(item.id, `${list}[${index}]`)
    if (first === undefined) return []
    const message = `"${item.id}" is taken by ${first}: each rule and group needs an id of its own`
    return [{ path: [list, index, 'id'], message }]
  }
  return [...rules.flatMap(check('rules')), ...groups.flatMap(check('groups'))]
}

function findLateEnds(rules: readonly Rule[], lookBackDays: number): Contradiction[] {
  return rules.flatMap((rule, index) => {
    const [days, path] = isEventRule(rule)
      ? [rule.expireDays, ['expireDays']]
      : isCountRule(rule)
        ? [rule.count.withinDays, ['count', 'withinDays']]
        : [undefined, []]
    if (days === undefined || days <= lookBackDays) return []
    const message = `longer than lookBackDays (${lookBackDays}): shorten it, or look back further`
    return [{ path: ['rules', index, ...path], message }]
  })
}

/** Rules that name a missing group, or whose dimension differs from that of earlier rules in the group. */
function findGroups(rules: readonly Rule[], groups: readonly Group[]): Contradiction[] {
  const ids = groups.map(({ id }) => id)
  const firsts = new Map<string, Rule>()
  return rules.flatMap((rule, index) => {
    if (rule.group === undefined) return []
    const path = ['rules', index, 'group']
    if (!ids.includes(rule.group)) return [{ path, message: unknownName('group', rule.group, ids) }]
    const first = firsts.get(rule.group) ?? rule
    firsts.set(rule.group, first)
    if (first.dimension === rule.dimension) return []
    const message = `"${rule.group}" is a group of ${first.dimension}, as "${first.id}" is: a group has one dimension`
    return [{ path, message }]
  })
}

/** Tests that expect contributions of missing rules, or give the time of an event twice. */
function findUntestable(
  rules: readonly Rule[],
  groups: readonly Group[],
  tests: readonly ModelTest[],
): Contradiction[] {
  const ids = [...rules, ...groups].map(({ id }) => id)
  return tests.flatMap(({ expect, events = [] }, index) => [
    ...Object.keys(expect.contributions ?? {})
      .filter((id) => !ids.includes(id))
      .map((id) => ({
        path: ['tests', index, 'expect', 'contributions', id],
        message: unknownName('rule', id, ids),
      })),
    ...events.flatMap(({ at, daysAgo }, place) =>
      at === undefined || daysAgo === undefined
        ? []
        : [{ path: ['tests', index, 'events', place], message: 'has both "at" and "daysAgo": remove one' }],
    ),
  ])
}
