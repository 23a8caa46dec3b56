import { z } from 'zod'
import { jsonSchema } from './json.ts'
import { sourceSchema } from './source.ts'
import { traitsSchema } from './traits.ts'

/** The stages of a lead, in ascending order, except `disqualified`, which may follow any of them. */
export const stageSchema = z.enum(['visitor', 'lead', 'mql', 'sql', 'customer', 'disqualified'])
export type Stage = z.infer<typeof stageSchema>

/** Fit letter A–D, then engagement digit 1–4; `A1` is the best. */
export const gradeSchema = z.string().regex(/^[A-D][1-4]$/)
export type Grade = z.infer<typeof gradeSchema>

/** The answer to one BANT question. Zero points of a known answer differ from `known: false`. */
export const bantAnswerSchema = z.object({
  known: z.boolean(),
  points: z.number(),
  value: jsonSchema.optional(),
})
export type BantAnswer = z.infer<typeof bantAnswerSchema>

/** The answers to the four BANT questions. */
export const bantSchema = z.object({
  budget: bantAnswerSchema,
  authority: bantAnswerSchema,
  need: bantAnswerSchema,
  timeline: bantAnswerSchema,
})
export type Bant = z.infer<typeof bantSchema>

/** A part of a lead's score. */
export const leadReasonSchema = z.object({
  /** Id of the rule or group, or `manual`. */
  rule: z.string(),
  label: z.string(),
  /** Points added to the score, a multiple of 0.01. */
  points: z.number(),
})
export type LeadReason = z.infer<typeof leadReasonSchema>

/** A person known by e-mail or `userId`, with the visitors linked to them. Times are ISO 8601 UTC. */
export const leadSchema = z.object({
  id: z.string(),
  email: z.string().nullable(),
  userId: z.string().nullable(),
  traits: traitsSchema,
  /** Engagement plus fit, in points. */
  score: z.number(),
  engagement: z.number(),
  /** Fit points, the four BANT dimensions included. */
  fit: z.number(),
  bant: bantSchema,
  grade: gradeSchema,
  stage: stageSchema,
  /** Source of the first visit; null when no visit is known. */
  firstSource: sourceSchema.nullable(),
  /** Source of the last visit that was not direct, or else of the last visit. */
  lastSource: sourceSchema.nullable(),
  /** The salesperson who looks after the lead; null for nobody. */
  owner: z.string().nullable(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  /** The `anonymousId`s linked to this lead. */
  visitors: z.array(z.string()),
  /** The largest parts of the score; only in lists that were asked for them. */
  reasons: z.array(leadReasonSchema).optional(),
})
export type Lead = z.infer<typeof leadSchema>
