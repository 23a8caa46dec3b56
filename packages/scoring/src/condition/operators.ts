import { z } from 'zod'

const scalarSchema = z.union([z.string().max(500), z.number(), z.boolean()])
const scalarsSchema = z.array(scalarSchema).min(1).max(200)
const textSchema = z.string().min(1).max(500)
const textsSchema = z.union([textSchema, z.array(textSchema).min(1).max(200)])

/**
 * The operators of the condition language:
 *
 * - `is`, `in`: the value equals the operand, or one of the operands.
 * - `gt`, `gte`, `lt`, `lte`: compare the value, read as an amount (see `readAmount`), with a number.
 * - `startsWith`, `endsWith`, `contains`, `hasWord`: test text; a list of operands means any of them. `hasWord` matches
 *   whole words only, so `cto` is not found in `director`.
 * - `exists`: whether there is a value other than null, blank text, and an empty list or object.
 *
 * Text comparison ignores letter case, Unicode form (NFKC) and surrounding spaces. Several operators in one test must all
 * hold. A list passes when one of its items does.
 */
export const operatorShape = {
  is: scalarSchema.optional(),
  in: scalarsSchema.optional(),
  gt: z.number().optional(),
  gte: z.number().optional(),
  lt: z.number().optional(),
  lte: z.number().optional(),
  startsWith: textsSchema.optional(),
  endsWith: textsSchema.optional(),
  contains: textsSchema.optional(),
  hasWord: textsSchema.optional(),
  exists: z.boolean().optional(),
}

const operatorNames = Object.keys(operatorShape)

/** Whether a test has at least one operator. */
export function hasOperator(test: object): boolean {
  return operatorNames.some((name) => Object.hasOwn(test, name))
}

/** Schema of operators on one value, all of which must hold. */
export const operatorsSchema = z.strictObject(operatorShape).refine(hasOperator, {
  error: `names no operator: use one of ${operatorNames.join(', ')}`,
})
export type Operators = z.infer<typeof operatorsSchema>

/** Schema of a test of one value: operators, or a bare value as shorthand for `is`. */
export const valueTestSchema = z.union([scalarSchema, operatorsSchema])
export type ValueTest = z.infer<typeof valueTestSchema>
