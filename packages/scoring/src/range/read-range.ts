import type { Traits, Unknown } from '@leadlight/protocol'
import type { ReadyModel, ReadyTraitRule } from '../rule/compile-model.ts'
import { capAndRound, type Line, traitLine } from '../standing/line.ts'
import { findOpenParts } from './open-parts.ts'
import { type AddUp, boundPart, looksFor, tryAnswers } from './part-range.ts'

/** What a score could be if more were known. */
export interface Range {
  range: { min: number; max: number }
  /** Widest first, then by name. */
  unknown: Unknown[]
}

/** Answers are tried as long as that takes no more looks at rules than this, so that it stays quick for any model. */
const MOST_LOOKS = 20_000

/**
 * The range that a score could take if what is unknown were answered, by whatever single values. Answers are taken as what
 * they are: comparisons that exclude each other do not hold together, so that both ends of the range can be reached. Only
 * where answers are too many to look at are rules taken as independent of each other, which may make the range too wide,
 * never too narrow.
 *
 * @param lines what each rule gives now
 */
export function readRange(ready: ReadyModel, lines: readonly Line[], traits: Traits, score: number): Range {
  const rules = ready.rules.filter((rule) => rule.kind === 'trait')
  const hundredths = Math.round(score * 100)
  const range = { min: hundredths, max: hundredths }
  const unknown: Unknown[] = []
  let looks = MOST_LOOKS
  for (const part of findOpenParts(rules, traits)) {
    const addUp = addUpOf(part.rules, ready, lines, traits)
    const present = addUp((rule) => traitLine(rule, traits).hundredths)
    const needed = looksFor(part, ready.answersOf)
    const tried = needed <= looks
    if (tried) looks -= needed
    const { all, byTrait } = tried
      ? tryAnswers(part, traits, ready.answersOf, addUp)
      : boundPart(part, traits, addUp)
    range.min += all.min - present
    range.max += all.max - present
    for (const [trait, { min, max }] of byTrait) {
      unknown.push({
        trait,
        min: (hundredths + min - present) / 100,
        max: (hundredths + max - present) / 100,
      })
    }
  }
  unknown.sort((first, second) => width(second) - width(first) || compare(first, second))
  return { range: { min: range.min / 100, max: range.max / 100 }, unknown }
}

/** Adds up some rules, with the caps of their groups, to which the other rules of the groups give what they give now. */
function addUpOf(
  rules: readonly ReadyTraitRule[],
  { groups }: ReadyModel,
  lines: readonly Line[],
  traits: Traits,
): AddUp {
  const fixed = new Map<string, number>()
  for (const { group, hundredths } of lines) {
    if (group !== undefined) fixed.set(group, (fixed.get(group) ?? 0) + hundredths)
  }
  const touched = new Map<string, number>()
  for (const rule of rules) {
    const { group } = rule.rule
    if (group === undefined) continue
    const before = touched.get(group) ?? fixed.get(group) ?? 0
    touched.set(group, before - traitLine(rule, traits).hundredths)
  }
  return (pointsOf) => {
    const sums = new Map(touched)
    let total = 0
    for (const rule of rules) {
      const { group } = rule.rule
      if (group === undefined) total += pointsOf(rule)
      else sums.set(group, (sums.get(group) ?? 0) + pointsOf(rule))
    }
    for (const [group, sum] of sums)
      total += capAndRound(sum, groups.get(group)?.cap ?? Number.POSITIVE_INFINITY)
    return total
  }
}

function width({ min, max }: Unknown): number {
  return Math.round((max - min) * 100)
}

function compare(first: Unknown, second: Unknown): number {
  return first.trait < second.trait ? -1 : 1
}
