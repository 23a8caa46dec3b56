import { z } from 'zod'
import { stageSchema } from './lead.ts'
import { timestampSchema } from './message.ts'

/** What a scoring model would have made of the past, and what the past says of a model. Times are ISO 8601 UTC. */

/** A number that was estimated, with its 95 % interval. */
export const estimateSchema = z.object({ value: z.number(), low: z.number(), high: z.number() })

const modelNameSchema = z.object({ name: z.string(), version: z.number().int() })

/** What a model makes of all leads in a period. */
export const backtestSideSchema = z.object({
  model: modelNameSchema,
  /** Changes of stages, by time; the first ones. */
  crossings: z.array(z.object({ lead: z.string(), at: z.string(), from: stageSchema, to: stageSchema })),
  crossed: z.number().int(),
  /** How often a lead came up to `mql`, and to `sql`, in each week: the work that it makes. */
  weeks: z.array(z.object({ start: z.string(), mql: z.number().int(), sql: z.number().int() })),
  /** How many leads are at each stage at the end. */
  stages: z.partialRecord(stageSchema, z.number().int()),
  /** How many leads came up to `mql` or `sql`. */
  qualified: z.number().int(),
})
export type BacktestSide = z.infer<typeof backtestSideSchema>

/** How well a model told leads that were won from those that were lost, by what happened before that was known. */
export const evaluationSchema = z.object({
  won: z.number().int(),
  lost: z.number().int(),
  /** Area under the ROC curve: DeLong's interval. */
  auc: estimateSchema.nullable(),
  /** The tenth with the highest scores first: the share that was won, Wilson's interval, and how many times that of all. */
  deciles: z.array(z.object({ leads: z.number(), won: estimateSchema, lift: z.number() })),
  /** Of the leads that had once come to `mql` or `sql`, the share that was won; Wilson's interval. */
  precision: estimateSchema.nullable(),
  /** Of the leads that were won, the share that had; Wilson's interval. */
  recall: estimateSchema.nullable(),
})
export type ModelEvaluation = z.infer<typeof evaluationSchema>

const leadListSchema = z.object({ count: z.number().int(), leads: z.array(z.string()) })

/** The answer of `POST /api/model/backtest`. */
export const backtestSchema = z.object({
  from: z.string(),
  to: z.string(),
  leads: z.number().int(),
  /** Leads with more events than are replayed; they count nowhere. */
  skipped: z.number().int(),
  current: backtestSideSchema,
  draft: backtestSideSchema,
  /** Leads that only the draft would have brought to `mql` or `sql`, and those that it would not have. */
  gained: leadListSchema,
  lost: leadListSchema,
  /** How alike both rank the leads at the end: Spearman's ρ. */
  rankCorrelation: z.number().nullable(),
  /** By all leads of which it is known how they ended; null when there are none. */
  evaluation: z.object({ current: evaluationSchema, draft: evaluationSchema }).nullable(),
})
export type BacktestAnswer = z.infer<typeof backtestSchema>

/** A rule in the answer of `POST /api/model/calibrate`. */
export const calibratedRuleSchema = z.object({
  id: z.string(),
  label: z.string(),
  /** A trait rule with `otherwise` is weighed in two parts. */
  part: z.enum(['points', 'otherwise']),
  points: z.number(),
  proposed: z.number(),
  /** How much the log-odds of winning grow with each unit; null where too few leads tell. */
  weight: estimateSchema.nullable(),
  /** Of how many leads it says something. */
  leads: z.number().int(),
  verdict: z.enum(['signal', 'no signal', 'too rare']),
})
export type CalibratedRuleAnswer = z.infer<typeof calibratedRuleSchema>

/** The answer of `POST /api/model/calibrate`. */
export const calibrationSchema = z.object({
  model: modelNameSchema,
  won: z.number().int(),
  lost: z.number().int(),
  /** So many of each it takes. */
  needed: z.number().int(),
  /** Why nothing is proposed; null when something is. */
  refusal: z.string().nullable(),
  rules: z.array(calibratedRuleSchema),
  penalty: z.number().nullable(),
  /** Of the points as they are, and of those proposed for leads that they were not fitted to. */
  auc: z.object({ current: estimateSchema.nullable(), proposed: estimateSchema.nullable() }),
  /** The model with the proposed points. */
  draft: z.unknown().nullable(),
})
export type CalibrationAnswer = z.infer<typeof calibrationSchema>

/** The body of `POST /api/model/backtest`, apart from the model. */
export const backtestPeriodSchema = z.object({
  /** 90 days before `to` unless given. */
  from: timestampSchema.optional(),
  /** Now unless given. */
  to: timestampSchema.optional(),
  /** Most crossings, and most leads won and lost, that are listed one by one. */
  listed: z.number().int().min(0).max(10_000).default(200),
})
