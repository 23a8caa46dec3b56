import type { Traits, Unknown } from '@leadlight/protocol'
import type { CompiledModel, CompiledTraitRule } from '../rule/compile-model.ts'
import { capAndRound, type Line, traitLine } from '../standing/line.ts'
import { findOpenParts } from './open-parts.ts'
import { type AddUp, boundPart, evaluationsFor, tryAnswers } from './part-range.ts'

/** The range of scores that unknown traits leave open. */
export interface Range {
  range: { min: number; max: number }
  /** The question that tells most comes first, then by name. */
  unknown: Unknown[]
}

/** Most rule evaluations to try answers, so that it stays fast for any model. */
const MAX_EVALUATIONS = 20_000

/**
 * The range that a score could take if all unknown traits were answered, each by any single value. Conditions that exclude
 * each other never hold together, so both ends of the range can be reached. Where there are too many answers to try, rules
 * are taken as independent of each other, which may make the range too wide, but never too narrow.
 *
 * @param lines what each rule contributes now
 */
export function readRange(
  compiled: CompiledModel,
  lines: readonly Line[],
  traits: Traits,
  score: number,
): Range {
  const rules = compiled.rules.filter((rule) => rule.kind === 'trait')
  const hundredths = Math.round(score * 100)
  const range = { min: hundredths, max: hundredths }
  const questions: (Unknown & { span: number })[] = []
  let left = MAX_EVALUATIONS
  for (const part of findOpenParts(rules, traits)) {
    const addUp = addUpOf(part.rules, compiled, lines, traits)
    const present = addUp((rule) => traitLine(rule, traits).hundredths)
    const needed = evaluationsFor(part, compiled.answersOf)
    const isExact = needed <= left
    if (isExact) left -= needed
    const { all, byTrait } = isExact
      ? tryAnswers(part, traits, compiled.answersOf, addUp)
      : boundPart(part, traits, addUp)
    range.min += all.min - present
    range.max += all.max - present
    for (const [trait, { min, max, span }] of byTrait) {
      questions.push({
        trait,
        min: (hundredths + min - present) / 100,
        max: (hundredths + max - present) / 100,
        span,
      })
    }
  }
  questions.sort((first, second) => second.span - first.span || compare(first, second))
  const unknown = questions.map(({ span: _, ...question }) => question)
  return { range: { min: range.min / 100, max: range.max / 100 }, unknown }
}

/** Creates the sum over some rules, with the caps of their groups; the groups' other rules keep their current points. */
function addUpOf(
  rules: readonly CompiledTraitRule[],
  { groups }: CompiledModel,
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

function compare(first: Unknown, second: Unknown): number {
  return first.trait < second.trait ? -1 : 1
}
