import type { Traits } from '@leadlight/protocol'
import { rocAuc } from '../evaluate/roc-auc.ts'
import type { Estimate } from '../evaluate/wilson.ts'
import type { Model } from '../model/model.ts'
import type { ScoringEvent } from '../scorer.ts'
import { choosePenalty } from './choose-penalty.ts'
import { columnsOf } from './columns.ts'
import { type Example, fitLogistic } from './fit-logistic.ts'
import { type CalibratedRule, countLeads, judgeWeights, proposePoints, scoreOf } from './propose-points.ts'
import { createFeatureReader } from './read-features.ts'
import { createSample } from './sample.ts'
import { writeDraft } from './write-draft.ts'

/** A lead of which it is known how it ended, as it was just before. */
export interface CalibrationLead {
  /** What happened before it was known, in any order. */
  events: Iterable<ScoringEvent>
  traits: Traits
  /** The moment before, in milliseconds since 1970. */
  at: number
  won: boolean
}

/** Points that the past speaks for. */
export interface Calibration {
  won: number
  lost: number
  /** So many of each it takes: ten for each rule that enough leads tell of. */
  needed: number
  /** Why nothing is proposed; null when something is. */
  refusal: string | null
  rules: CalibratedRule[]
  /** The ridge penalty, chosen by cross-validation; null without a proposal. */
  penalty: number | null
  /** Area under the ROC curve of the points as they are, and of those proposed, for leads that they were not fitted to. */
  auc: { current: Estimate | null; proposed: Estimate | null }
  /** The model with the proposed points; null without a proposal. */
  draft: Model | null
}

/** A calibration under way. */
export interface CalibrationRun {
  add(lead: CalibrationLead): void
  /** Works it out, in steps of some milliseconds each. */
  run(): Generator<void, Calibration>
}

/** Won and lost leads for each rule, the usual rule of thumb (https://doi.org/10.1016/S0895-4356(96)00236-3). */
const LEADS_PER_RULE = 10

/** Leads of each kind that are looked at; of more a part is drawn, the same each time. */
const MOST_LEADS = 20_000

/** More columns at once take too long. */
const MOST_COLUMNS = 300

/** Begins to calibrate the points of a checked model by how leads ended. */
export function createCalibration(model: Model): CalibrationRun {
  const columns = columnsOf(model)
  const read = createFeatureReader(model)
  const won = createSample<Example>(MOST_LEADS)
  const lost = createSample<Example>(MOST_LEADS)
  return {
    add(lead) {
      const features = read(lead.events, lead.traits, lead.at)
      const example = { ...features, won: lead.won }
      if (lead.won) won.add(example)
      else lost.add(example)
    },
    *run() {
      const examples = mix(won.items, lost.items)
      const counts = countLeads(examples, columns.length)
      const told = columns.map((_, index) => index).filter((index) => (counts[index] ?? 0) >= LEADS_PER_RULE)
      const needed = LEADS_PER_RULE * Math.max(1, told.length)
      const current = columns.map(({ points }) => points)
      const base = {
        won: won.seen(),
        lost: lost.seen(),
        needed,
        auc: { current: aucOf(examples, (example) => scoreOf(example, current)), proposed: null },
      }
      const refuse = (refusal: string, rules: CalibratedRule[] = []): Calibration => ({
        ...base,
        refusal,
        rules,
        penalty: null,
        draft: null,
      })
      if (won.seen() < needed || lost.seen() < needed)
        return refuse(tooFew(won.seen(), lost.seen(), needed, told.length))
      if (told.length > MOST_COLUMNS)
        return refuse(`More than ${MOST_COLUMNS} rules have enough leads: calibrate a model of fewer rules.`)

      const narrow = examples.map((example) => select(example, told))
      const chosen = yield* choosePenalty(narrow, told.length)
      const fit = yield* fitLogistic(narrow, told.length, chosen.penalty)
      const judged = judgeWeights(columns, told, fit, examples)
      if (judged.every(({ verdict }) => verdict !== 'signal'))
        return refuse('No rule tells leads that were won from those that were lost.', judged)
      const rules = proposePoints(judged, examples)
      const places = new Map(narrow.map((example, index) => [example, chosen.heldOut[index] ?? 0]))
      return {
        ...base,
        refusal: null,
        rules,
        penalty: chosen.penalty,
        auc: { ...base.auc, proposed: aucOf(narrow, (example) => places.get(example) ?? 0) },
        draft: writeDraft(model, rules, examples),
      }
    },
  }
}

function tooFew(won: number, lost: number, needed: number, rules: number): string {
  const have = `There are ${won} won and ${lost} lost leads`
  return `${have}: it takes ${needed} of each, ${LEADS_PER_RULE} for each of the ${rules} rules that are told of. Go on recording outcomes, or calibrate a model of fewer rules.`
}

/** By turns, so that each fold holds both. */
function mix(won: readonly Example[], lost: readonly Example[]): Example[] {
  const both = [
    ...won.map((example, index) => ({ example, place: index / Math.max(1, won.length) })),
    ...lost.map((example, index) => ({ example, place: index / Math.max(1, lost.length) })),
  ]
  return both.sort((a, b) => a.place - b.place).map(({ example }) => example)
}

/** Some columns of an example, numbered anew. */
function select({ columns, values, won }: Example, told: readonly number[]): Example {
  const places = new Map(told.map((column, place) => [column, place]))
  const kept = columns.flatMap((column, index) => {
    const place = places.get(column)
    return place === undefined ? [] : [{ place, value: values[index] ?? 0 }]
  })
  return { columns: kept.map(({ place }) => place), values: kept.map(({ value }) => value), won }
}

function aucOf(examples: readonly Example[], scoreOf: (example: Example) => number): Estimate | null {
  const scores = (won: boolean) => examples.filter((example) => example.won === won).map(scoreOf)
  return rocAuc(scores(true), scores(false))
}
