import { z } from 'zod'
import { jsonObjectSchema, jsonSchema } from './json.ts'
import { MAX_ID_LENGTH, MAX_NAME_LENGTH } from './limits.ts'

/**
 * The messages of the Segment HTTP tracking API: https://segment.com/docs/connections/spec/
 * Keys that are not named here are dropped, except inside `properties`, `traits` and `context`.
 */

const idSchema = z.string().min(1).max(MAX_ID_LENGTH)
const optionalIdSchema = idSchema.nullish()

/** Names of people and groups are numbers in many databases. */
const namedSchema = z.union([idSchema, z.number().transform(String)])

/** ISO 8601 date and time, with offset or `Z`. */
export const timestampSchema = z
  .string()
  .max(64)
  .refine(
    (text) => !Number.isNaN(Date.parse(text)),
    'not a date: send ISO 8601, like 2026-11-21T10:00:05.120Z',
  )

/**
 * The circumstances of a message: https://segment.com/docs/connections/spec/common/#context
 * The keys that the collector reads are typed; all others are kept as they are.
 */
export const contextSchema = z
  .object({
    library: z.object({ name: z.string(), version: z.string() }).partial().catchall(jsonSchema),
    page: z
      .object({
        url: z.string(),
        path: z.string(),
        title: z.string(),
        referrer: z.string(),
        search: z.string(),
      })
      .partial()
      .catchall(jsonSchema),
    campaign: z
      .object({
        name: z.string(),
        source: z.string(),
        medium: z.string(),
        term: z.string(),
        content: z.string(),
      })
      .partial()
      .catchall(jsonSchema),
    userAgent: z.string(),
    ip: z.string(),
    locale: z.string(),
    timezone: z.string(),
  })
  .partial()
  .catchall(jsonSchema)
export type Context = z.infer<typeof contextSchema>

/** Keys common to all messages: https://segment.com/docs/connections/spec/common/ */
const commonShape = {
  /** Generated once by the sender; the collector generates one when it is missing. */
  messageId: optionalIdSchema,
  anonymousId: namedSchema.nullish(),
  userId: namedSchema.nullish(),
  timestamp: timestampSchema.nullish(),
  context: contextSchema.nullish(),
}

/** https://segment.com/docs/connections/spec/identify/ */
export const identifySchema = z.object({
  ...commonShape,
  type: z.literal('identify'),
  traits: jsonObjectSchema.nullish(),
})

/** https://segment.com/docs/connections/spec/track/ */
export const trackSchema = z.object({
  ...commonShape,
  type: z.literal('track'),
  event: z.string().min(1).max(MAX_NAME_LENGTH),
  properties: jsonObjectSchema.nullish(),
})

const viewShape = {
  ...commonShape,
  name: z.string().max(MAX_NAME_LENGTH).nullish(),
  category: z.string().max(MAX_NAME_LENGTH).nullish(),
  properties: jsonObjectSchema.nullish(),
}

/** https://segment.com/docs/connections/spec/page/ */
export const pageSchema = z.object({ ...viewShape, type: z.literal('page') })

/** https://segment.com/docs/connections/spec/screen/ */
export const screenSchema = z.object({ ...viewShape, type: z.literal('screen') })

/** https://segment.com/docs/connections/spec/group/ */
export const groupSchema = z.object({
  ...commonShape,
  type: z.literal('group'),
  groupId: namedSchema,
  traits: jsonObjectSchema.nullish(),
})

/** https://segment.com/docs/connections/spec/alias/ */
export const aliasSchema = z.object({
  ...commonShape,
  type: z.literal('alias'),
  previousId: namedSchema,
})

/** One message, of any of Segment's six types. */
export const messageSchema = z
  .discriminatedUnion('type', [
    identifySchema,
    trackSchema,
    pageSchema,
    screenSchema,
    groupSchema,
    aliasSchema,
  ])
  .refine((message) => message.userId != null || message.anonymousId != null, {
    error: 'neither userId nor anonymousId: send at least one, so that the event belongs to somebody',
  })
export type Message = z.infer<typeof messageSchema>
export type MessageType = Message['type']
/** A message as a sender may write it: optional keys omitted or null. */
export type MessageInput = z.input<typeof messageSchema>
