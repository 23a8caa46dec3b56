import { z } from 'zod'
import { stageSchema } from './lead.ts'
import { timestampSchema } from './message.ts'

/** Answers of the backtest and calibration routes. Times are ISO 8601 UTC. */

/** An estimate with its 95 % confidence interval. */
export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })

const modelNameSchema = z.object({ name: z.string(), version: z.number().int() })

/** The result of replaying all leads of a period under one model. */
export const backtestSideSchema = z.object({
  model: modelNameSchema,
  /** Stage changes in order of time; only the first `listed` ones. */
  crossings: z.array(z.object({ lead: z.string(), at: z.string(), from: stageSchema, to: stageSchema })),
  /** Number of all stage changes. */
  crossed: z.number().int(),
  /** Leads that rose to `mql` and to `sql` in each week: the workload for sales. */
  weeks: z.array(z.object({ start: z.string(), mql: z.number().int(), sql: z.number().int() })),
  /** Leads at each stage at the end of the period. */
  stages: z.partialRecord(stageSchema, z.number().int()),
  /** Leads that rose to `mql` or `sql`. */
  qualified: z.number().int(),
})
export type BacktestSide = z.infer<typeof backtestSideSchema>

/** How well a model separated won from lost leads, scored just before each outcome was recorded. */
export const evaluationSchema = z.object({
  won: z.number().int(),
  lost: z.number().int(),
  /** Area under the ROC curve, with DeLong's interval; null unless there are both won and lost leads. */
  auc: estimateSchema.nullable(),
  /**
   * Tenths of the leads, highest scores first: the share won with Wilson's interval, and `lift`, that share divided by the
   * share won among all leads.
   */
  deciles: z.array(z.object({ leads: z.number(), won: estimateSchema, lift: z.number() })),
  /** Share of the leads once at `mql` or `sql` that were won, with Wilson's interval. */
  precision: estimateSchema.nullable(),
  /** Share of the won leads that had once been at `mql` or `sql`, with Wilson's interval. */
  recall: estimateSchema.nullable(),
})
export type ModelEvaluation = z.infer<typeof evaluationSchema>

const leadListSchema = z.object({ count: z.number().int(), leads: z.array(z.string()) })

/** The answer of `POST /api/model/backtest`. */
export const backtestSchema = z.object({
  from: z.string(),
  to: z.string(),
  leads: z.number().int(),
  /** Leads left out of every figure because they have too many events to replay. */
  skipped: z.number().int(),
  current: backtestSideSchema,
  draft: backtestSideSchema,
  /** Leads that only the draft, or only the current model, brings to `mql` or `sql`. */
  gained: leadListSchema,
  lost: leadListSchema,
  /** Spearman's ρ between the scores of both models at the end; null where it is undefined. */
  rankCorrelation: z.number().nullable(),
  /** Judged by all leads with a known outcome; null when there are none. */
  evaluation: z.object({ current: evaluationSchema, draft: evaluationSchema }).nullable(),
})
export type BacktestAnswer = z.infer<typeof backtestSchema>

/** A rule in the answer of `POST /api/model/calibrate`. */
export const calibratedRuleSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** A trait rule with `otherwise` is calibrated as two parts. */
  part: z.enum(['points', 'otherwise']),
  points: z.number(),
  proposed: z.number(),
  /** Change in the log-odds of winning per unit; null when the verdict is `too rare`. */
  weight: estimateSchema.nullable(),
  /** Leads for which the rule gave points. */
  leads: z.number().int(),
  verdict: z.enum(['signal', 'no signal', 'too rare']),
})
export type CalibratedRuleAnswer = z.infer<typeof calibratedRuleSchema>

/** The answer of `POST /api/model/calibrate`. */
export const calibrationSchema = z.object({
  model: modelNameSchema,
  won: z.number().int(),
  lost: z.number().int(),
  /** How many won and how many lost leads a calibration needs. */
  needed: z.number().int(),
  /** Why no points are proposed; null when some are. */
  refusal: z.string().nullable(),
  rules: z.array(calibratedRuleSchema),
  /** The ridge penalty chosen by cross-validation; null without a proposal. */
  penalty: z.number().nullable(),
  /** Area under the ROC curve of the current points, and of the proposed ones on held-out leads. */
  auc: z.object({ current: estimateSchema.nullable(), proposed: estimateSchema.nullable() }),
  /** The model with the proposed points; null without a proposal. */
  draft: z.unknown().nullable(),
})
export type CalibrationAnswer = z.infer<typeof calibrationSchema>

/** The body of `POST /api/model/backtest`, apart from the model. */
export const backtestPeriodSchema = z.object({
  /** 90 days before `to` by default. */
  from: timestampSchema.optional(),
  /** Now by default. */
  to: timestampSchema.optional(),
  /** How many crossings, and how many gained and lost leads, are listed one by one. */
  listed: z.number().int().min(0).max(10_000).default(200),
})
