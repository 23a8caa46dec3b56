import { z } from 'zod'
import { bantSchema, gradeSchema, stageSchema } from './lead.ts'

/** What a rule may score. Only engagement decays. */
export const dimensionSchema = z.enum(['engagement', 'fit', 'budget', 'authority', 'need', 'timeline'])
export type Dimension = z.infer<typeof dimensionSchema>

/** An event that a rule matched, and what it contributed. */
export const contributingEventSchema = z.object({
  messageId: z.string(),
  /** `page`, `Form Submitted` … */
  name: z.string(),
  /** The page, form, link or source concerned, where the event names one. */
  about: z.string().optional(),
  /** ISO 8601 UTC. */
  at: z.string(),
  /** Points when it happened, before decay. */
  points: z.number(),
  counted: z.boolean(),
  /** Why it did not count; absent when it did. */
  why: z.string().optional(),
})
export type ContributingEvent = z.infer<typeof contributingEventSchema>

/** One line of an explanation: what a rule contributes to the score, and by which events. */
export const contributionSchema = z.object({
  rule: z.string(),
  label: z.string(),
  dimension: dimensionSchema,
  /** Points added to the score, a multiple of 0.01. */
  points: z.number(),
  /** Points before decay and cap. */
  raw: z.number(),
  /**
   * In order of time, at most 1,000. Where there are more, some of each reason for not counting are listed, then the latest
   * that counted, then the latest of the rest.
   */
  events: z.array(contributingEventSchema),
  /** Number of events that are not listed. */
  omitted: z.number().int().optional(),
})
export type Contribution = z.infer<typeof contributionSchema>

/** A trait that is not known of a lead, and the range that the score could take if it alone were. */
export const unknownSchema = z.object({ trait: z.string(), min: z.number(), max: z.number() })
export type Unknown = z.infer<typeof unknownSchema>

/** A lead's score at one time; `score` is exactly the sum of the points of the contributions. */
export const scoreSchema = z.object({
  score: z.number(),
  engagement: z.number(),
  fit: z.number(),
  bant: bantSchema,
  grade: gradeSchema,
  stage: stageSchema,
  /** Lowest and highest score that answers to all unknown traits could give. */
  range: z.object({ min: z.number(), max: z.number() }),
  /** The first one tells most: its answer decides between the most points, if need be together with other answers. */
  unknown: z.array(unknownSchema),
  contributions: z.array(contributionSchema),
})
export type Score = z.infer<typeof scoreSchema>

/** The answer of `GET /api/leads/:id/score`. */
export const scoreAnswerSchema = scoreSchema.extend({
  /** When the lead entered its stage, ISO 8601 UTC; only for models with different `enter` and `leave` thresholds. */
  stageSince: z.string().optional(),
  lead: z.string(),
  /** The time it was computed for, ISO 8601 UTC. */
  at: z.string(),
  model: z.object({ name: z.string(), version: z.number().int() }),
})
export type ScoreAnswer = z.infer<typeof scoreAnswerSchema>

/** One point of a score curve. */
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

/** The answer of `GET /api/leads/:id/score/history`: the score over time, oldest point first. */
export const scoreCourseSchema = z.object({
  lead: z.string(),
  /** ISO 8601 UTC, both ends included. */
  from: z.string(),
  to: z.string(),
  model: z.object({ name: z.string(), version: z.number().int() }),
  /** At equal intervals and, unless there are too many events, at each event and just before it. */
  points: z.array(scorePointSchema),
})
export type ScoreCourse = z.infer<typeof scoreCourseSchema>
