import { z } from 'zod'

const valueSchema = z.union([z.string(), z.number(), z.boolean()])
const boundSchema = z.union([z.string(), z.number()])

/** What one answer must be; every operator given must hold. A multi-select holds if one of its choices does. */
const answerTestSchema = z
  .strictObject({
    /** The `name` of a field of the same form. */
    field: z.string(),
    equals: valueSchema.optional(),
    in: z.array(valueSchema).min(1).optional(),
    gt: boundSchema.optional(),
    gte: boundSchema.optional(),
    lt: boundSchema.optional(),
    lte: boundSchema.optional(),
    /** `true`: answered; `false`: not answered. */
    exists: z.boolean().optional(),
  })
  .refine((test) => Object.keys(test).length > 1, 'tests nothing: add equals, in, gt, gte, lt, lte or exists')
/** A test of one answer. */
export type AnswerTest = z.infer<typeof answerTestSchema>

/** When a field is shown: the conditions of scoring rules, asked of the answers so far. */
export type FormCondition =
  | AnswerTest
  | { all: FormCondition[] }
  | { any: FormCondition[] }
  | { not: FormCondition }

/** Schema of {@link FormCondition}. */
export const formConditionSchema: z.ZodType<FormCondition> = z.lazy(() =>
  z.union([
    answerTestSchema,
    z.strictObject({ all: z.array(formConditionSchema) }),
    z.strictObject({ any: z.array(formConditionSchema) }),
    z.strictObject({ not: formConditionSchema }),
  ]),
)

/** The fields that a condition asks about. */
export function fieldsOfCondition(condition: FormCondition): string[] {
  if ('field' in condition) return [condition.field]
  if ('not' in condition) return fieldsOfCondition(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(fieldsOfCondition)
}
