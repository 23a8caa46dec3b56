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

const identityShape = {
  /** Names the rule in explanations and in stored state. */
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
      'use up to 64 letters, digits, - and _, like "viewed-pricing"',
    ),
  /** What a person reads, like "Viewed pricing". */
  label: z.string().min(1).max(200),
  dimension: dimensionSchema,
}

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

/** A rule about what a lead did. */
export const eventRuleSchema = z
  .strictObject({
    ...identityShape,
    on: z.strictObject({
      /** `page`, `identify`, `Visit Started`, or the name of a tracked event; exactly as sent. */
      event: z.string().min(1).max(200),
      where: whereSchema.optional(),
    }),
    points: z.union([pointsSchema, measuredPointsSchema]),
    limit: limitSchema.optional(),
    /** The rule never adds, or takes, more than this many points; applied after fading. */
    cap: z.number().positive().max(1_000_000).optional(),
    /** After this many days an event is worth half; without it, points do not fade. */
    halfLifeDays: z.number().min(0.25).max(36_500).optional(),
    /** An event counts on its own day and this many days after it; at most the model's `lookBackDays`, the default. */
    expireDays: z.number().int().min(1).max(3_650).optional(),
  })
  .meta({ id: 'EventRule' })
export type EventRule = z.infer<typeof eventRuleSchema>

/** A rule about who a lead is. */
export const traitRuleSchema = z
  .strictObject({
    ...identityShape,
    if: traitConditionSchema,
    /** When the condition holds. */
    points: pointsSchema,
    /** When it is known not to hold; 0 by default. While it is unknown, the rule adds nothing. */
    otherwise: pointsSchema.optional(),
  })
  .meta({ id: 'TraitRule' })
export type TraitRule = z.infer<typeof traitRuleSchema>

/** A line of a scoring model. */
export const ruleSchema = z.union([eventRuleSchema, traitRuleSchema])
export type Rule = z.infer<typeof ruleSchema>

/** Is it about what a lead did? */
export function isEventRule(rule: Rule): rule is EventRule {
  return 'on' in rule
}
