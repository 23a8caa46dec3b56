import { z } from 'zod'

const valueSchema = z.union([z.string().max(500), z.number(), z.boolean()])

/** Operators on one answer, all of which must hold; a subset of those of scoring rules. */
const answerTestSchema = z
  .strictObject({
    /** The `name` of an earlier field of the same form. */
    field: z.string(),
    is: valueSchema.optional(),
    in: z.array(valueSchema).min(1).max(200).optional(),
    gt: z.number().optional(),
    gte: z.number().optional(),
    lt: z.number().optional(),
    lte: z.number().optional(),
    /** `true`: answered; `false`: not answered. */
    exists: z.boolean().optional(),
  })
  .refine((test) => Object.keys(test).length > 1, {
    error: 'names a field but no operator: add one, like "gte": 10000 or "exists": true',
  })
/** A test of one answer. */
export type AnswerTest = z.infer<typeof answerTestSchema>

/**
 * A condition on the answers given so far; decides whether a field is shown. As in a scoring model's conditions on
 * events, a test of a missing answer is false, and its `not` is true. Text comparison ignores letter case, Unicode form
 * (NFKC) and surrounding spaces; a field of several choices passes when one of them does.
 */
export type FormCondition =
  | AnswerTest
  | { all: FormCondition[] }
  | { any: FormCondition[] }
  | { not: FormCondition }

/** Schema of {@link FormCondition}. */
export const formConditionSchema: z.ZodType<FormCondition, FormCondition> = z
  .lazy(() =>
    z.union([
      answerTestSchema,
      z.strictObject({ all: z.array(formConditionSchema).min(1) }),
      z.strictObject({ any: z.array(formConditionSchema).min(1) }),
      z.strictObject({ not: formConditionSchema }),
    ]),
  )
  .meta({ id: 'FormCondition' })

/** Names of the fields that a condition refers to. */
export function fieldsOfCondition(condition: FormCondition): string[] {
  if ('field' in condition) return [condition.field]
  if ('not' in condition) return fieldsOfCondition(condition.not)
  return ('all' in condition ? condition.all : condition.any).flatMap(fieldsOfCondition)
}
