import { z } from 'zod'
import { hasOperator, type Operators, operatorShape, type ValueTest, valueTestSchema } from './operators.ts'

/**
 * A condition on an event's properties: each named property must pass its test, and `all`, `any` and `not` must hold where
 * given. Names may be dotted paths, like `fields.budget`.
 */
export interface Where {
  all?: Where[] | undefined
  any?: Where[] | undefined
  not?: Where | undefined
  [property: string]: ValueTest | Where | Where[] | undefined
}

/** Schema of `Where`. A property that is itself called `all`, `any` or `not` cannot be tested. */
export const whereSchema: z.ZodType<Where, Where> = z
  .object({
    get all() {
      return z.array(whereSchema).min(1).max(200).optional()
    },
    get any() {
      return z.array(whereSchema).min(1).max(200).optional()
    },
    get not() {
      return whereSchema.optional()
    },
  })
  .catchall(valueTestSchema)
  .meta({ id: 'Where' })

/**
 * A condition on a lead's traits: a trait with operators, or `all`, `any` or `not` of other conditions.
 * Trait names may be dotted paths, like `company.name`.
 */
export interface TraitCondition extends Operators {
  all?: TraitCondition[] | undefined
  any?: TraitCondition[] | undefined
  not?: TraitCondition | undefined
  trait?: string | undefined
}

const forms = ['trait', 'all', 'any', 'not'] as const

/** Schema of `TraitCondition`. */
export const traitConditionSchema: z.ZodType<TraitCondition, TraitCondition> = z
  .strictObject({
    trait: z.string().min(1).max(200).optional(),
    ...operatorShape,
    get all() {
      return z.array(traitConditionSchema).min(1).max(200).optional()
    },
    get any() {
      return z.array(traitConditionSchema).min(1).max(200).optional()
    },
    get not() {
      return traitConditionSchema.optional()
    },
  })
  .superRefine((condition, context) => {
    const used = forms.filter((form) => condition[form] !== undefined)
    if (used.length !== 1) {
      context.addIssue({
        code: 'custom',
        message: `needs exactly one of ${forms.join(', ')}${used.length > 1 ? `, has ${used.join(' and ')}` : ''}`,
      })
    } else if ((used[0] === 'trait') !== hasOperator(condition)) {
      context.addIssue({
        code: 'custom',
        message:
          used[0] === 'trait'
            ? 'names a trait but no operator: add one, like "gte": 10000 or "exists": true'
            : `has operators beside "${used[0]}": put them into a condition with "trait"`,
      })
    }
  })
  .meta({ id: 'TraitCondition' })
