import { dimensionSchema } from '@leadlight/protocol'
import { z } from 'zod'
import { traitConditionSchema, whereSchema } from '../condition/condition.ts'

/** Most points that one event or trait may add or subtract; keeps every sum well within exact integers. */
export const MAX_POINTS = 10_000

const pointsSchema = z
  .number()
  .min(-MAX_POINTS)
  .max(MAX_POINTS)
  .refine((points) => Math.round(points * 100) / 100 === points, {
    error: 'more than two decimals: points are multiples of 0.01',
  })

/** Schema of the id of a rule or group, which is used in explanations and in stored state. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'use up to 64 letters, digits, - and _, like "viewed-pricing"')

const identityShape = {
  id: idSchema,
  /** Display name, like "Viewed pricing". */
  label: z.string().min(1).max(200),
  dimension: dimensionSchema,
  /** Id of the group whose cap it shares. */
  group: z.string().optional(),
}

/** Schema of the events that a rule matches. */
const onSchema = z.strictObject({
  /** `page`, `identify`, `Visit Started`, or the name of a tracked event; case-sensitive. */
  event: z.string().min(1).max(200),
  where: whereSchema.optional(),
})

/** Points proportional to a property: `each` points for every `amount` of it, fractions included. */
export const measuredPointsSchema = z.strictObject({
  each: pointsSchema,
  per: z.strictObject({ property: z.string().min(1).max(200), amount: z.number().positive() }),
})
export type MeasuredPoints = z.infer<typeof measuredPointsSchema>

/**
 * How many events count: the earliest `count` of each day (in the model's time zone), visit or page path, or of the whole
 * look-back period (`ever`). Events without a visit or a page are limited per day.
 */
export const limitSchema = z.strictObject({
  count: z.number().int().min(1).max(100),
  per: z.enum(['day', 'visit', 'page', 'ever']),
})
export type Limit = z.infer<typeof limitSchema>

/** A rule on what a lead did: each matching event gives points. */
export const eventRuleSchema = z
  .strictObject({
    ...identityShape,
    on: onSchema,
    points: z.union([pointsSchema, measuredPointsSchema]),
    limit: limitSchema.optional(),
    /** Most points that the rule adds or subtracts; applied after decay. */
    cap: z.number().positive().max(1_000_000).optional(),
    /** Days after which an event is worth half; without it, points do not decay. */
    halfLifeDays: z.number().min(0.25).max(36_500).optional(),
    /** An event counts on its own day and this many days after it; at most `lookBackDays` of the model, which is the default. */
    expireDays: z.number().int().min(1).max(3_650).optional(),
    /** Not allowed: with `count` it would be a count rule. The metadata says so in OpenAPI. */
    count: z.never().meta({ type: 'object', not: {} }).optional(),
  })
  .meta({ id: 'EventRule' })
export type EventRule = z.infer<typeof eventRuleSchema>

/**
 * When a count rule holds: with at least `gte` events in the last `withinDays` · 24 hours. With `distinct`, events of one day,
 * visit or page path count as one; `Page Engaged` reports of one page view always do.
 */
export const countSchema = z.strictObject({
  gte: z.number().int().min(1).max(100),
  /** May be fractional; the model's `lookBackDays` by default. */
  withinDays: z.number().min(0.01).max(3_650).optional(),
  distinct: z.enum(['day', 'visit', 'page']).optional(),
})
export type Count = z.infer<typeof countSchema>

/** A rule on how often or how recently a lead did something: it gives points while its count holds. */
export const countRuleSchema = z
  .strictObject({
    ...identityShape,
    on: onSchema,
    count: countSchema,
    /** While the count holds. */
    points: pointsSchema,
    /** While it does not hold; 0 by default. */
    otherwise: pointsSchema.optional(),
    /** Label of `otherwise` in explanations; `Not: ` and the label by default. */
    otherwiseLabel: z.string().min(1).max(200).optional(),
  })
  .meta({ id: 'CountRule' })
export type CountRule = z.infer<typeof countRuleSchema>

/** A rule on who a lead is: it gives points by a condition on traits. */
export const traitRuleSchema = z
  .strictObject({
    ...identityShape,
    if: traitConditionSchema,
    /** When the condition holds. */
    points: pointsSchema,
    /** When the condition is known not to hold; 0 by default. While it is unknown, the rule adds nothing. */
    otherwise: pointsSchema.optional(),
    /** Label of `otherwise` in explanations; `Not: ` and the label by default. */
    otherwiseLabel: z.string().min(1).max(200).optional(),
  })
  .meta({ id: 'TraitRule' })
export type TraitRule = z.infer<typeof traitRuleSchema>

/** Schema of a rule of a scoring model, of any of the three kinds. */
export const ruleSchema = z.union([eventRuleSchema, countRuleSchema, traitRuleSchema])
export type Rule = z.infer<typeof ruleSchema>

/** Whether each event gives points. */
export function isEventRule(rule: Rule): rule is EventRule {
  return 'on' in rule && !isCountRule(rule)
}

/** Whether the number of events decides. */
export function isCountRule(rule: Rule): rule is CountRule {
  return 'on' in rule && rule.count !== undefined
}
