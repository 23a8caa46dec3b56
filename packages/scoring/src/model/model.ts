import { z } from 'zod'
import { findContradictions } from './find-contradictions.ts'
import { groupSchema } from './group.ts'
import { modelTestSchema } from './model-test.ts'
import { questionSchema } from './question.ts'
import { ruleSchema } from './rule.ts'
import { thresholdsSchema } from './thresholds.ts'

/** Schema of a scoring model, which is plain JSON. */
export const modelSchema = z
  .strictObject({
    /** Address of the JSON Schema, for editors; otherwise ignored. */
    $schema: z.string().optional(),
    name: z.string().min(1).max(200),
    /** From 1, incremented with each change. */
    version: z.number().int().min(1),
    /** IANA name; determines where days begin for limits and expiry. */
    timeZone: z.string().default('UTC').refine(isTimeZone, {
      error: 'not a time zone: use an IANA name, like "Asia/Kolkata" or "UTC"',
    }),
    /** An event counts on its own day and this many days after it. */
    lookBackDays: z.number().int().min(1).max(3_650).default(365),
    rules: z.array(ruleSchema).max(1_000),
    groups: z.array(groupSchema).max(100).optional(),
    thresholds: thresholdsSchema,
    /** How to ask a lead for a trait, by trait. */
    questions: z.record(z.string().min(1).max(200), questionSchema).optional(),
    /** Expected scores of examples; see `testModel`. */
    tests: z.array(modelTestSchema).max(500).optional(),
  })
  .superRefine((model, context) => {
    for (const { path, message } of findContradictions(model)) {
      context.addIssue({ code: 'custom', path, message })
    }
  })
  .meta({ title: 'Leadlight scoring model' })

/** A validated model, with defaults filled in. */
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
