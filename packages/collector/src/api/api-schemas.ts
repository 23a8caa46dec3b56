import { z } from '@hono/zod-openapi'
import {
  channelSchema,
  contentRowSchema,
  erasureSchema,
  errorSchema,
  funnelReportSchema,
  gradeSchema,
  healthSchema,
  leadExportSchema,
  leadSchema,
  listSchema,
  readTime,
  rejectedSchema,
  scoreAnswerSchema,
  scoreCourseSchema,
  sourceRowSchema,
  stageSchema,
  timelineEntrySchema,
  timestampSchema,
} from '@leadlight/protocol'
import { type ContentSort, contentColumns } from '../reports/list-content.ts'
import { parseTime } from './parse-time.ts'

/** Maximum and default number of items on a page of a list. */
const MAX_PAGE_SIZE = 200
const DEFAULT_PAGE_SIZE = 50
const MAX_REASONS = 20
/** Length of the longest cursor: one with an id of any characters, or with the positions of a list at many times, has some 2,200. */
const LONGEST_CURSOR = 4_000

/**
 * Names a schema for the OpenAPI description. The schema is cloned, because `openapi` exists only on schemas created after
 * the extension was loaded, and a program may load the protocol first.
 */
export function component<Schema extends z.ZodType>(name: string, schema: Schema): Schema {
  return schema.clone().openapi(name)
}

/** The protocol's schemas, named for the OpenAPI description. */
export const components = {
  lead: component('Lead', leadSchema),
  leads: component('LeadList', listSchema(leadSchema)),
  timeline: component('Timeline', listSchema(timelineEntrySchema)),
  score: component('Score', scoreAnswerSchema),
  course: component('ScoreCourse', scoreCourseSchema),
  export: component('LeadExport', leadExportSchema),
  erasure: component('Erasure', erasureSchema),
  sources: component('SourceReport', listSchema(sourceRowSchema)),
  funnel: component('FunnelReport', funnelReportSchema),
  content: component('ContentReport', listSchema(contentRowSchema)),
  rejected: component('RejectedList', listSchema(rejectedSchema)),
  health: component('Health', healthSchema),
  error: component('Error', errorSchema),
}

/** An empty parameter (`?stage=`) counts as absent. */
function given<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema)
}

/** A time without offset is UTC. The plus of an offset is decoded as a space unless it was encoded (`…T10:00:00+05:30`). */
const time = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  return readTime(value.replace(/^(\d\S*T\S+) (\d\d:?\d\d)$/, '$1+$2'))
}, timestampSchema.optional())
const text = z.string().max(200).optional()

const limit = given(z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE)).describe(
  `Number of items, 1 to ${MAX_PAGE_SIZE}`,
)
const cursor = given(z.string().max(LONGEST_CURSOR).optional()).describe('The "next" of the previous page')
const sorts = z.enum(['-score', 'score', '-lastSeen', 'lastSeen', '-firstSeen', 'firstSeen'])

const contentSorts = contentColumns.flatMap((column): ContentSort[] => [`-${column}`, column])

const range = {
  from: given(time).describe('Start, ISO 8601; by default without limit'),
  to: given(time).describe('End (exclusive), ISO 8601; by default now'),
}

/** Rejects a range that ends before it begins, instead of returning an empty report. */
function inOrder<Schema extends z.ZodType<{ from?: string | undefined; to?: string | undefined }>>(
  schema: Schema,
): Schema {
  const message = 'must be earlier than "to"'
  return schema.refine(({ from, to }) => !from || !to || parseTime(from) < parseTime(to), {
    path: ['from'],
    message,
  })
}

const source = (what: string) => given(text).describe(`Only visits and first touches of this ${what}`)

/** The order and the filters of a list of leads. */
const choice = {
  sort: given(sorts.default('-score')).describe('A minus sign sorts in descending order'),
  stage: given(stageSchema.optional()),
  grade: given(gradeSchema.optional()),
  owner: given(text).describe('Only leads of this salesperson'),
  segment: given(z.string().max(64).optional()).describe(
    'Only leads of this saved segment; a page may then have fewer than `limit` leads, even none, although "next" is not null',
  ),
  q: given(text).describe(
    'Prefixes of words in e-mail address, domain, name, company or phone number, which must all match; case and accents are ignored',
  ),
}

/** Schemas of queries. Unknown parameters are rejected, so that a misspelt filter does not list all leads. */
export const queries = {
  leads: z.strictObject({
    ...choice,
    reasons: given(z.coerce.number().int().min(1).max(MAX_REASONS).optional()).describe(
      `How many of the largest parts of its score each lead comes with, 1 to ${MAX_REASONS}; by default none`,
    ),
    limit,
    cursor,
  }),
  allLeads: z.strictObject(choice),
  page: z.strictObject({ limit, cursor }),
  crossings: z.strictObject({
    since: given(time).describe('Only those recorded at or after this time, ISO 8601; by default all'),
    limit,
    cursor,
  }),
  score: z.strictObject({ at: given(time).describe('Any past or future time, ISO 8601; by default now') }),
  course: z.strictObject({
    from: given(time).describe('Start, ISO 8601; by default the first event'),
    to: given(time).describe('End, ISO 8601, may be in the future; by default now'),
  }),
  range: inOrder(z.strictObject(range)),
  funnel: inOrder(
    z.strictObject({
      ...range,
      channel: given(channelSchema.optional()).describe('Only visits and first touches of this channel'),
      source: source('source'),
      medium: source('medium'),
      campaign: source('campaign'),
    }),
  ),
  content: inOrder(
    z.strictObject({
      ...range,
      site: given(text).describe('Only pages of this site; by default all'),
      sort: given(z.enum(contentSorts).default('-views')).describe('A minus sign sorts in descending order'),
      limit,
      cursor,
    }),
  ),
}

/** A lead's id in a path. */
export const leadPath = z.object({
  id: z
    .string()
    .min(1)
    .max(600)
    .describe('The current or a former id of a lead, `email:<address>` or `user:<userId>`'),
})

/**
 * The required JSON body of a request, for the OpenAPI description. Handlers read and validate the body by themselves, with a
 * bound on its size.
 */
export function jsonBody(name: string, schema: z.ZodType) {
  return { required: true, content: { 'application/json': { schema: component(name, schema) } } }
}

/** The responses of a route, for the OpenAPI description. */
export function responses<Schema extends z.ZodType>(description: string, schema: Schema) {
  const json = (kind: string) => ({
    description: kind,
    content: { 'application/json': { schema: components.error } },
  })
  return {
    200: { description, content: { 'application/json': { schema } } },
    400: json('The request is invalid; the message says why'),
    401: json('The secret key is missing or wrong'),
    404: json('Not found'),
    503: json('The store is unavailable; see Retry-After'),
  }
}
