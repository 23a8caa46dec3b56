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

/** A closed lead as it was just before its outcome was known. */
export interface CalibrationLead {
  /** Events before the outcome, in any order. */
  events: Iterable<ScoringEvent>
  traits: Traits
  /** The instant just before the outcome, in milliseconds since 1970. */
  at: number
  won: boolean
}

/** Points that fit the recorded outcomes. */
export interface Calibration {
  won: number
  lost: number
  /** How many won and how many lost leads are needed: ten of each for every rule that can be calibrated. */
  needed: number
  /** Why no points are proposed; null when some are. */
  refusal: string | null
  rules: CalibratedRule[]
  /** The ridge penalty, chosen by cross-validation; null without a proposal. */
  penalty: number | null
  /** Area under the ROC curve of the current points, and of the proposed ones on held-out leads. */
  auc: { current: Estimate | null; proposed: Estimate | null }
  /** The model with the proposed points; null without a proposal. */
  draft: Model | null
}

/** A running calibration. */
export interface CalibrationRun {
  add(lead: CalibrationLead): void
  /** Computes the result from the leads added; yields every few milliseconds. */
  run(): Generator<void, Calibration>
}

/** Won and lost leads needed per rule, a common rule of thumb (https://doi.org/10.1016/S0895-4356(96)00236-3). */
const LEADS_PER_RULE = 10

/** Most won, and most lost, leads used; a reproducible random sample of them where there are more. */
const MAX_LEADS = 20_000

/** Fitting more columns at once takes too long. */
const MAX_COLUMNS = 300

/** Starts to calibrate the points of a validated model by the outcomes of leads. */
export function createCalibration(model: Model): CalibrationRun {
  const columns = columnsOf(model)
  const read = createFeatureReader(model)
  const won = createSample<Example>(MAX_LEADS)
  const lost = createSample<Example>(MAX_LEADS)
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
      const fitted = columns
        .map((_, index) => index)
        .filter((index) => (counts[index] ?? 0) >= LEADS_PER_RULE)
      const needed = LEADS_PER_RULE * Math.max(1, fitted.length)
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
        return refuse(tooFew(won.seen(), lost.seen(), needed, fitted.length))
      if (fitted.length > MAX_COLUMNS)
        return refuse(`More than ${MAX_COLUMNS} rules have enough leads: calibrate a model of fewer rules.`)

      const narrow = examples.map((example) => select(example, fitted))
      const chosen = yield* choosePenalty(narrow, fitted.length)
      const fit = yield* fitLogistic(narrow, fitted.length, chosen.penalty)
      const judged = judgeWeights(columns, fitted, fit, examples)
      if (judged.every(({ verdict }) => verdict !== 'signal'))
        return refuse('No rule tells leads that were won from those that were lost.', judged)
      const rules = proposePoints(judged, examples)
      const heldOut = new Map(narrow.map((example, index) => [example, chosen.heldOut[index] ?? 0]))
      return {
        ...base,
        refusal: null,
        rules,
        penalty: chosen.penalty,
        auc: { ...base.auc, proposed: aucOf(narrow, (example) => heldOut.get(example) ?? 0) },
        draft: writeDraft(model, rules, examples),
      }
    },
  }
}

function tooFew(won: number, lost: number, needed: number, rules: number): string {
  const have = `There are ${won} won and ${lost} lost leads`
  return `${have}: it takes ${needed} of each, ${LEADS_PER_RULE} for each of the ${rules} rules with enough leads. Go on recording outcomes, or calibrate a model of fewer rules.`
}

/** Interleaves won and lost leads evenly, so that every fold of the cross-validation has both. */
function mix(won: readonly Example[], lost: readonly Example[]): Example[] {
  const both = [
    ...won.map((example, index) => ({ example, place: index / Math.max(1, won.length) })),
    ...lost.map((example, index) => ({ example, place: index / Math.max(1, lost.length) })),
  ]
  return both.sort((a, b) => a.place - b.place).map(({ example }) => example)
}

/** Restricts an example to the given columns, and renumbers them. */
function select({ columns, values, won }: Example, fitted: readonly number[]): Example {
  const places = new Map(fitted.map((column, place) => [column, place]))
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
