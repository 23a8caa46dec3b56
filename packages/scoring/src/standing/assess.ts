import {
  type Bant,
  type BantAnswer,
  type BantName,
  bantNames,
  type Dimension,
  type Traits,
} from '@leadlight/protocol'
import { isPresent } from '../condition/read-path.ts'
import type { Line } from './line.ts'

/** Sums over lines, in hundredths of a point. */
export interface Sums {
  engagement: number
  /** All dimensions but engagement. */
  fit: number
}

/** Sums the lines of engagement, and those of all other dimensions as fit. */
export function addUpLines(lines: readonly Line[]): Sums {
  const sums = { engagement: 0, fit: 0 }
  for (const { dimension, hundredths } of lines) {
    sums[dimension === 'engagement' ? 'engagement' : 'fit'] += hundredths
  }
  return sums
}

/**
 * The answers to the four BANT questions. An answer is known when a rule on it is, or, for a dimension without trait rules
 * (not in `asked`), when its trait is present.
 */
export function readBant(lines: readonly Line[], traits: Traits, asked: ReadonlySet<Dimension>): Bant {
  const answer = (name: BantName): BantAnswer => {
    const about = lines.filter(({ dimension }) => dimension === name)
    const value = traits[name]
    return {
      known: about.some(({ known }) => known) || (!asked.has(name) && isPresent(value)),
      points: about.reduce((sum, { hundredths }) => sum + hundredths, 0) / 100,
      ...(value === undefined ? {} : { value }),
    }
  }
  const [budget, authority, need, timeline] = bantNames
  return {
    budget: answer(budget),
    authority: answer(authority),
    need: answer(need),
    timeline: answer(timeline),
  }
}
