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

/** Adds up lines: engagement, and everything else as fit. */
export function addUpLines(lines: readonly Line[]): Sums {
  const sums = { engagement: 0, fit: 0 }
  for (const { dimension, hundredths } of lines) {
    sums[dimension === 'engagement' ? 'engagement' : 'fit'] += hundredths
  }
  return sums
}

/**
 * The four answers. One is known when a rule about it is, or, where no trait rule asks for it (`asked`), when its trait is
 * there.
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
