import type { Traits, Unknown } from '@leadlight/protocol'
import type { ReadyModel } from '../rule/compile-model.ts'
import { traitLine } from './line.ts'

/** What a score could be if more were known. */
export interface Range {
  range: { min: number; max: number }
  /** Widest first, then by name. */
  unknown: Unknown[]
}

/**
 * The range a score could take if everything unknown were known. Each rule that is still open may come to hold or not,
 * independently of the others: so the score never leaves the range, though it may not reach its very ends.
 */
export function readRange({ rules }: ReadyModel, traits: Traits, score: number): Range {
  const hundredths = Math.round(score * 100)
  const all = { min: hundredths, max: hundredths }
  const byTrait = new Map<string, { min: number; max: number }>()
  for (const rule of rules) {
    if (rule.kind !== 'trait') continue
    const asked = rule.check.unknown(traits)
    for (const trait of asked) {
      if (!byTrait.has(trait)) byTrait.set(trait, { min: hundredths, max: hundredths })
    }
    if (asked.length === 0) continue
    const { hundredths: present } = traitLine(rule, traits)
    for (const range of [all, ...asked.map((trait) => byTrait.get(trait))]) {
      if (range === undefined) continue
      range.min += Math.min(rule.points, rule.otherwise) - present
      range.max += Math.max(rule.points, rule.otherwise) - present
    }
  }
  const unknown = [...byTrait].map(([trait, { min, max }]) => ({ trait, min: min / 100, max: max / 100 }))
  unknown.sort((first, second) => second.max - second.min - (first.max - first.min) || compare(first, second))
  return { range: { min: all.min / 100, max: all.max / 100 }, unknown }
}

function compare(first: Unknown, second: Unknown): number {
  return first.trait < second.trait ? -1 : 1
}
