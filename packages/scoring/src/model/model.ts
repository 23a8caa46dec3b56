import { z } from 'zod'
import { findContradictions } from './find-contradictions.ts'
import { groupSchema } from './group.ts'
import { modelTestSchema } from './model-test.ts'
import { questionSchema } from './question.ts'
import { ruleSchema } from './rule.ts'
import { thresholdsSchema } from './thresholds.ts'

/** A scoring model: plain JSON, checked by this schema. */
export const modelSchema = z
  .strictObject({
    /** Lets editors complete and check the file; not used. */
    $schema: z.string().optional(),
    name: z.string().min(1).max(200),
    /** Counts up with each change, from 1. */
    version: z.number().int().min(1),
    /** IANA name; decides where days begin for limits and expiry. */
    timeZone: z.string().default('UTC').refine(isTimeZone, {
      error: 'not a time zone: use an IANA name, like "Asia/Kolkata" or "UTC"',
    }),
    /** An event counts on its own day and this many days after it. */
    lookBackDays: z.number().int().min(1).max(3_650).default(365),
    rules: z.array(ruleSchema).max(1_000),
    groups: z.array(groupSchema).max(100).optional(),
    thresholds: thresholdsSchema,
    /** By trait, how to ask a lead for it. */
    questions: z.record(z.string().min(1).max(200), questionSchema).optional(),
    /** What the model is to give; see `testModel`. */
    tests: z.array(modelTestSchema).max(500).optional(),
  })
  .superRefine((model, context) => {
    for (const { path, message } of findContradictions(model)) {
      context.addIssue({ code: 'custom', path, message })
    }
  })
  .meta({ title: 'Leadlight scoring model' })

/** A checked model, defaults filled in. */
export type Model = z.infer<typeof modelSchema>
/** A model as written. */
export type ModelInput = z.input<typeof modelSchema>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
