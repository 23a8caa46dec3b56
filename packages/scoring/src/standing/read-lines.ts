import type { Traits } from '@leadlight/protocol'
import type { CompiledModel } from '../rule/compile-model.ts'
import { type Named, nameOf } from '../rule/name-of.ts'
import type { ScoreState } from '../scorer.ts'
import { countLine, eventLine, type Line, traitLine } from './line.ts'

/** The points of the rules for a lead at one time, before groups are capped. */
export interface ReadLines {
  lines: Line[]
  /** When an event expires or a count ceases to hold; infinite when none does. */
  end: number
}

/** Reads the lines of all rules from a lead's state. @param note is called with the name of each line */
export function readLines(
  { calendar, rules }: CompiledModel,
  state: ScoreState,
  traits: Traits,
  at: number,
  note?: (named: Named, line: Line) => void,
): ReadLines {
  const today = calendar.dayOf(at)
  const lines: Line[] = []
  let firstExpiry = Number.POSITIVE_INFINITY
  let end = Number.POSITIVE_INFINITY
  for (const rule of rules) {
    if (rule.kind === 'trait') {
      const line = traitLine(rule, traits)
      lines.push(line)
      note?.(nameOf(rule, rule.check.holds(traits) === false), line)
      continue
    }
    const kept = Object.hasOwn(state.rules, rule.rule.id) ? state.rules[rule.rule.id] : undefined
    if (rule.kind === 'count') {
      const until = rule.holdsUntil(kept)
      const line = countLine(rule, at < until)
      lines.push(line)
      note?.(nameOf(rule, at >= until), line)
      if (at < until && rule.points !== rule.otherwise) end = Math.min(end, until)
      continue
    }
    if (kept === undefined) continue
    const line = eventLine(rule.compiled, rule.memory.sums(kept, today), at)
    lines.push(line)
    note?.(rule.rule, line)
    firstExpiry = Math.min(firstExpiry, rule.memory.oldest(kept, today) + rule.compiled.days + 1)
  }
  if (Number.isFinite(firstExpiry)) end = Math.min(end, calendar.startOf(firstExpiry))
  return { lines, end }
}
