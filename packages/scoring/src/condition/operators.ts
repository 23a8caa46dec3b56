import { z } from 'zod'

const scalarSchema = z.union([z.string().max(500), z.number(), z.boolean()])
const scalarsSchema = z.array(scalarSchema).min(1).max(200)
const textSchema = z.string().min(1).max(500)
const textsSchema = z.union([textSchema, z.array(textSchema).min(1).max(200)])

/**
 * The operators of the condition language, one meaning each:
 *
 * - `is`, `in`: the value is this one, or one of these.
 * - `gt`, `gte`, `lt`, `lte`: the value as an amount (see `readAmount`) against this number.
 * - `startsWith`, `endsWith`, `contains`, `hasWord`: of text; a list of operands means any of them. `hasWord` looks for
 *   whole words, so that `cto` is not found in `director`.
 * - `exists`: there is a value, that is, anything but null, empty text or an empty list.
 *
 * Text is compared without regard to letter case, Unicode form (NFKC) and outer spaces.
 * Several operators in one test must all hold. A value that is a list passes when one of its items does.
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

/** Names at least one operator. */
export function hasOperator(test: object): boolean {
  return operatorNames.some((name) => Object.hasOwn(test, name))
}

/** Operators that must all hold. */
export const operatorsSchema = z.strictObject(operatorShape).refine(hasOperator, {
  error: `names no operator: use one of ${operatorNames.join(', ')}`,
})
export type Operators = z.infer<typeof operatorsSchema>

/** A test of one value: operators, or a bare value as short for `is`. */
export const valueTestSchema = z.union([scalarSchema, operatorsSchema])
export type ValueTest = z.infer<typeof valueTestSchema>
