import { z } from 'zod'
import { bantSchema, gradeSchema, stageSchema } from './lead.ts'

/** What a rule may be about. Engagement fades; the others do not. */
export const dimensionSchema = z.enum(['engagement', 'fit', 'budget', 'authority', 'need', 'timeline'])
export type Dimension = z.infer<typeof dimensionSchema>

/** An event that a rule looked at. */
export const contributingEventSchema = z.object({
  messageId: z.string(),
  /** `page`, `Form Submitted` … */
  name: z.string(),
  /** Which page, form, link or source it was, as far as the event tells. */
  about: z.string().optional(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** What it was worth when it happened. */
  points: z.number(),
  counted: z.boolean(),
  /** Why it did not count. */
  why: z.string().optional(),
})
export type ContributingEvent = z.infer<typeof contributingEventSchema>

/** A line of the explanation. */
export const contributionSchema = z.object({
  rule: z.string(),
  label: z.string(),
  dimension: dimensionSchema,
  /** What it adds to the score now; multiples of 0.01. */
  points: z.number(),
  /** Before decay and cap. */
  raw: z.number(),
  /** A thousand at most, in order of time: some that did not count, those that did before the others, the latest first. */
  events: z.array(contributingEventSchema),
  /** How many events more the rule looked at. */
  omitted: z.number().int().optional(),
})
export type Contribution = z.infer<typeof contributionSchema>

/** Something not known of a lead, and what the score could become by knowing it. */
export const unknownSchema = z.object({ trait: z.string(), min: z.number(), max: z.number() })
export type Unknown = z.infer<typeof unknownSchema>

/** A lead's score at one time; `score` is exactly the sum of the contributions' points. */
export const scoreSchema = z.object({
  score: z.number(),
  engagement: z.number(),
  fit: z.number(),
  bant: bantSchema,
  grade: gradeSchema,
  stage: stageSchema,
  /** What the score could be if everything unknown were known. */
  range: z.object({ min: z.number(), max: z.number() }),
  /** Widest first: the first is the question to ask next. */
  unknown: z.array(unknownSchema),
  contributions: z.array(contributionSchema),
})
export type Score = z.infer<typeof scoreSchema>

/** The answer of `GET /api/leads/:id/score`. */
export const scoreAnswerSchema = scoreSchema.extend({
  /** Since when it has been at this stage, ISO 8601 UTC; where it takes more to enter a stage than not to leave it. */
  stageSince: z.string().optional(),
  lead: z.string(),
  /** The time it was computed for, ISO 8601 UTC. */
  at: z.string(),
  model: z.object({ name: z.string(), version: z.number().int() }),
})
export type ScoreAnswer = z.infer<typeof scoreAnswerSchema>

/** A score at one of several times. */
export const scorePointSchema = z.object({
  /** ISO 8601 UTC. */
  at: z.string(),
  score: z.number(),
  engagement: z.number(),
  fit: z.number(),
  grade: gradeSchema,
  stage: stageSchema,
})
export type ScorePoint = z.infer<typeof scorePointSchema>

/** The answer of `GET /api/leads/:id/score/history`: the course of a score, the oldest point first. */
export const scoreCourseSchema = z.object({
  lead: z.string(),
  /** ISO 8601 UTC, both ends included. */
  from: z.string(),
  to: z.string(),
  model: z.object({ name: z.string(), version: z.number().int() }),
  /** At even steps, and where events are not too many, at each of them and just before it. */
  points: z.array(scorePointSchema),
})
export type ScoreCourse = z.infer<typeof scoreCourseSchema>
