import { gradeSchema, stageSchema } from '@leadlight/protocol'
import { z } from 'zod'

const timeSchema = z.iso.datetime({
  offset: true,
  error: 'not a time: write it like "2026-11-21T10:00:00Z"',
})

const testEventSchema = z.strictObject({
  /** `page`, `Visit Started`, or the name of a tracked event. */
  event: z.string().min(1).max(200),
  properties: z.record(z.string(), z.unknown()).optional(),
  /** When it happened; alternatively, `daysAgo` before the time of the test (0 by default). */
  at: timeSchema.optional(),
  daysAgo: z.number().min(0).max(36_500).optional(),
  /** Name of the visit it belongs to; none by default. */
  visit: z.string().min(1).max(200).optional(),
})

const expectationSchema = z
  .strictObject({
    score: z.number().optional(),
    engagement: z.number().optional(),
    fit: z.number().optional(),
    grade: gradeSchema.optional(),
    stage: stageSchema.optional(),
    /** Points by the id of a rule or group; the other rules are not checked. */
    contributions: z.record(z.string(), z.number()).optional(),
  })
  .refine((expected) => Object.keys(expected).length > 0, {
    error: 'expects nothing: add score, grade, stage, contributions …',
  })

/** A test of a model: an example of a lead, and its expected score. */
export const modelTestSchema = z
  .strictObject({
    /** Describes the case, like "A student is no buyer". */
    name: z.string().min(1).max(200),
    events: z.array(testEventSchema).max(1_000).optional(),
    /** Values by trait, of any type, because senders may send any. */
    traits: z.record(z.string(), z.unknown()).optional(),
    /** When it is scored; noon UTC of 1 January 2026 by default. */
    at: timeSchema.optional(),
    expect: expectationSchema,
  })
  .meta({ id: 'ModelTest' })
export type ModelTest = z.infer<typeof modelTestSchema>
