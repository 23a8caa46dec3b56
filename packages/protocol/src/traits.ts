import { z } from 'zod'
import { jsonSchema } from './json.ts'

/**
 * Known properties of a lead. The typed ones are Segment's reserved traits
 * (https://segment.com/docs/connections/spec/identify/#traits) plus the four of BANT; others are kept as given.
 */
export const traitsSchema = z
  .object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    name: z.string(),
    phone: z.string(),
    company: z.union([z.string(), z.record(z.string(), jsonSchema)]),
    title: z.string(),
    website: z.string(),
    address: z.union([z.string(), z.record(z.string(), jsonSchema)]),
    age: z.union([z.number(), z.string()]),
    gender: z.string(),
    birthday: z.string(),
    budget: z.union([z.number(), z.string()]),
    authority: z.union([z.string(), z.boolean()]),
    need: z.union([z.string(), z.boolean()]),
    timeline: z.union([z.string(), z.number()]),
  })
  .partial()
  .catchall(jsonSchema)
export type Traits = z.infer<typeof traitsSchema>

/** Names of the reserved traits, in display order. */
export const traitNames = Object.keys(traitsSchema.shape) as (keyof typeof traitsSchema.shape)[]

/** The four questions of BANT. */
export const bantNames = ['budget', 'authority', 'need', 'timeline'] as const
export type BantName = (typeof bantNames)[number]
