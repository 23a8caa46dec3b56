import type { TraitValues } from '../condition/compile-trait-condition.ts'
import type { CompiledTraitRule } from '../rule/compile-model.ts'
import type { AnswersOf } from './create-answers.ts'
import type { OpenPart } from './open-parts.ts'

/** Bounds in hundredths of a point, both included. */
export interface Bounds {
  min: number
  max: number
}

/** The points that a part could give by an answer to one trait, while the others stay as they are. */
export interface TraitRange extends Bounds {
  /** The widest range that the answer can decide between, whatever the other traits are: how much the question tells. */
  span: number
}

/** The points that a part could give: by answers to all its traits, and by an answer to each single one. */
export interface PartRange {
  all: Bounds
  byTrait: ReadonlyMap<string, TraitRange>
}

/** Adds up the points of the rules of a part, with the caps of their groups. */
export type AddUp = (pointsOf: (rule: CompiledTraitRule) => number) => number

/** Rule evaluations needed to try all combinations of answers to a part; infinity where the answers are too many. */
export function evaluationsFor({ traits, rules }: OpenPart, answersOf: AnswersOf): number {
  return traits.reduce(
    (evaluations, trait) => evaluations * ((answersOf(trait)?.length ?? Number.POSITIVE_INFINITY) + 1),
    rules.length,
  )
}

/** The exact range of a part, by trying all combinations of answers. */
export function tryAnswers(
  part: OpenPart,
  traits: TraitValues,
  answersOf: AnswersOf,
  addUp: AddUp,
): PartRange {
  // The first choice leaves the trait as it is.
  const choices = part.traits.map((trait) => [undefined, ...(answersOf(trait) ?? [])])
  const combinations = choices.reduce((product, { length }) => product * length, 1)
  const sums = Array.from({ length: combinations }, (_, number) => {
    const digits = digitsOf(number, choices)
    const assumed: Record<string, unknown> = { ...traits }
    part.traits.forEach((trait, place) => {
      const digit = digits[place] ?? 0
      if (digit !== 0) assumed[trait] = choices[place]?.[digit]
    })
    return addUp(({ check, points, otherwise }) => worth(check.holds(assumed), points, otherwise))
  })
  return { all: boundsOf(sums), byTrait: rangeByTrait(part.traits, choices, sums) }
}

/** For each trait, the range of its answers where the others stay as they are, and the widest where these are answered. */
function rangeByTrait(
  traits: readonly string[],
  choices: readonly (readonly unknown[])[],
  sums: readonly number[],
): Map<string, TraitRange> {
  let step = 1
  return new Map(
    traits.map((trait, place) => {
      const own = choices[place]?.length ?? 1
      const byOthers = new Map<number, number[]>()
      for (const [number, sum] of sums.entries()) {
        const others = number - (Math.floor(number / step) % own) * step
        const alike = byOthers.get(others)
        if (alike === undefined) byOthers.set(others, [sum])
        else alike.push(sum)
      }
      step *= own
      const spans = Array.from(byOthers.values(), (alike) => width(boundsOf(alike)))
      // Number 0 leaves all traits as they are.
      return [trait, { ...boundsOf(byOthers.get(0) ?? []), span: Math.max(...spans) }]
    }),
  )
}

/** Bounds on the range of a part, taking its rules as independent: each may hold, not hold or stay unknown. */
export function boundPart({ traits: names }: OpenPart, traits: TraitValues, addUp: AddUp): PartRange {
  const bound = (isOpen: (rule: CompiledTraitRule) => boolean): Bounds => {
    const end = (choose: (...points: number[]) => number) =>
      addUp((rule) => {
        const { check, points, otherwise } = rule
        return isOpen(rule) ? choose(points, otherwise, 0) : worth(check.holds(traits), points, otherwise)
      })
    return { min: end(Math.min), max: end(Math.max) }
  }
  const asks = (trait: string) => (rule: CompiledTraitRule) =>
    rule.check.tests.some((test) => test.trait === trait)
  const byTrait = names.map((trait) => {
    const range = bound(asks(trait))
    return [trait, { ...range, span: width(range) }] as const
  })
  return { all: bound(() => true), byTrait: new Map(byTrait) }
}

/** The digits of a number in mixed radix, least significant first: the index of the choice for each trait. */
function digitsOf(number: number, choices: readonly (readonly unknown[])[]): number[] {
  let rest = number
  return choices.map(({ length }) => {
    const digit = rest % length
    rest = Math.floor(rest / length)
    return digit
  })
}

function worth(holds: boolean | undefined, points: number, otherwise: number): number {
  return holds === undefined ? 0 : holds ? points : otherwise
}

function boundsOf(sums: readonly number[]): Bounds {
  return {
    min: sums.reduce((least, sum) => Math.min(least, sum), Number.POSITIVE_INFINITY),
    max: sums.reduce((most, sum) => Math.max(most, sum), Number.NEGATIVE_INFINITY),
  }
}

function width({ min, max }: Bounds): number {
  return max - min
}
