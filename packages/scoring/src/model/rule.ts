import { dimensionSchema } from '@leadlight/protocol'
import { z } from 'zod'
import { traitConditionSchema, whereSchema } from '../condition/condition.ts'

/** Most points that one event or trait may give or take: keeps every sum far inside exact integers. */
export const MAX_POINTS = 10_000

const pointsSchema = z
  .number()
  .min(-MAX_POINTS)
  .max(MAX_POINTS)
  .refine((points) => Math.round(points * 100) / 100 === points, {
    error: 'more than two decimals: points are multiples of 0.01',
  })

/** Names a rule or a group in explanations and in stored state. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'use up to 64 letters, digits, - and _, like "viewed-pricing"')

const identityShape = {
  id: idSchema,
  /** What a person reads, like "Viewed pricing". */
  label: z.string().min(1).max(200),
  dimension: dimensionSchema,
  /** Id of the group whose cap it shares. */
  group: z.string().optional(),
}

/** The events a rule is about. */
const onSchema = z.strictObject({
  /** `page`, `identify`, `Visit Started`, or the name of a tracked event; exactly as sent. */
  event: z.string().min(1).max(200),
  where: whereSchema.optional(),
})

/** Points in proportion to a property: `each` for every `amount` of it, parts counted in proportion. */
export const measuredPointsSchema = z.strictObject({
  each: pointsSchema,
  per: z.strictObject({ property: z.string().min(1).max(200), amount: z.number().positive() }),
})
export type MeasuredPoints = z.infer<typeof measuredPointsSchema>

/**
 * How many events count: the first `count`, by time, of each day (in the model's time zone), visit or page address, or of
 * the whole look-back. Events of no visit are limited by the day; those of no page by page view.
 */
export const limitSchema = z.strictObject({
  count: z.number().int().min(1).max(100),
  per: z.enum(['day', 'visit', 'page', 'ever']),
})
export type Limit = z.infer<typeof limitSchema>

/** A rule about what a lead did: each event gives points. */
export const eventRuleSchema = z
  .strictObject({
    ...identityShape,
    on: onSchema,
    points: z.union([pointsSchema, measuredPointsSchema]),
    limit: limitSchema.optional(),
    /** The rule never adds, or takes, more than this many points; applied after fading. */
    cap: z.number().positive().max(1_000_000).optional(),
    /** After this many days an event is worth half; without it, points do not fade. */
    halfLifeDays: z.number().min(0.25).max(36_500).optional(),
    /** An event counts on its own day and this many days after it; at most the model's `lookBackDays`, the default. */
    expireDays: z.number().int().min(1).max(3_650).optional(),
    /** With a count it is another kind of rule. The metadata says so where schemas are written out as OpenAPI. */
    count: z.never().meta({ type: 'object', not: {} }).optional(),
  })
  .meta({ id: 'EventRule' })
export type EventRule = z.infer<typeof eventRuleSchema>

/**
 * How many events make a count rule hold: at least `gte` in the `withinDays` times 24 hours up to now. With `distinct`,
 * those of one day, visit or page address count as one; `Page Engaged` reports of one page view always do.
 */
export const countSchema = z.strictObject({
  gte: z.number().int().min(1).max(100),
  /** Parts of a day are allowed; the model's `lookBackDays` by default. */
  withinDays: z.number().min(0.01).max(3_650).optional(),
  distinct: z.enum(['day', 'visit', 'page']).optional(),
})
export type Count = z.infer<typeof countSchema>

/** A rule about how often, or how lately, a lead did something: it gives points as long as the count holds. */
export const countRuleSchema = z
  .strictObject({
    ...identityShape,
    on: onSchema,
    count: countSchema,
    /** While so many events lie in the window. */
    points: pointsSchema,
    /** While they do not; 0 by default. */
    otherwise: pointsSchema.optional(),
    /** How `otherwise` reads in explanations; `Not: ` and the label unless given. */
    otherwiseLabel: z.string().min(1).max(200).optional(),
  })
  .meta({ id: 'CountRule' })
export type CountRule = z.infer<typeof countRuleSchema>

/** A rule about who a lead is. */
export const traitRuleSchema = z
  .strictObject({
    ...identityShape,
    if: traitConditionSchema,
    /** When the condition holds. */
    points: pointsSchema,
    /** When it is known not to hold; 0 by default. While it is unknown, the rule adds nothing. */
    otherwise: pointsSchema.optional(),
    /** How `otherwise` reads in explanations; `Not: ` and the label unless given. */
    otherwiseLabel: z.string().min(1).max(200).optional(),
  })
  .meta({ id: 'TraitRule' })
export type TraitRule = z.infer<typeof traitRuleSchema>

/** A line of a scoring model. */
export const ruleSchema = z.union([eventRuleSchema, countRuleSchema, traitRuleSchema])
export type Rule = z.infer<typeof ruleSchema>

/** Does each event give points? */
export function isEventRule(rule: Rule): rule is EventRule {
  return 'on' in rule && !isCountRule(rule)
}

/** Is it about how many events there are? */
export function isCountRule(rule: Rule): rule is CountRule {
  return 'on' in rule && rule.count !== undefined
}
