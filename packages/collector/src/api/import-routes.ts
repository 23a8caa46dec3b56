import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { eventImportSchema, leadImportSchema } from '@leadlight/protocol'
import { describeIssue } from '../http/describe-issue.ts'
import { RefusedError } from '../http/refused-error.ts'
import { createEventImport } from '../import/import-events.ts'
import { createLeadImport } from '../import/import-leads.ts'
import { IMPORT_SITE } from '../import/imported.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { component, responses } from './api-schemas.ts'
import { readUpload } from './read-upload.ts'

const tags = ['Import']
const flag = z.enum(['true', 'false']).default('false')
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const name = z.string().min(1).max(200)

const leadsQuery = z.strictObject({
  dryRun: flag.describe('Only report what would be changed'),
  map: z
    .preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string().max(400)))
    .default([])
    .describe(
      'The content of a column, as `Column:trait`, where its name does not tell; also `userId`, `at`, `outcome`, `outcomeAt`, and `-` to ignore it',
    ),
  separator: z.enum([',', ';', '\t']).optional().describe('Detected in the first line by default'),
  name: name.default('leads.csv').describe('Name of the file, for the reasons of rejected lines'),
  skipped: count.default(0).describe('Number of lines omitted after the header, in a part of a file'),
})

const eventsQuery = z.strictObject({
  site: name.default(IMPORT_SITE).describe('The site of the events'),
  trusted: flag.describe(
    'Treat the events as sent with a secret key, so that they take precedence over public keys',
  ),
  name: name.default('events.ndjson').describe('Name of the file, for the reasons of rejected lines'),
  firstLine: count.default(1).describe('Number of the first line, in a part of a file'),
})

const upload = (type: string) => ({ required: true, content: { [type]: { schema: z.string() } } })

const importLeads = createRoute({
  method: 'post',
  path: '/api/leads/import',
  tags,
  summary: 'Imports leads from CSV, whose first line names the columns',
  description:
    'Separated by commas, semicolons or tabs; in UTF-8, UTF-16 or Windows-1252; optionally with gzip. A line adds to the lead with its e-mail address or user id. Invalid lines are stored as rejected messages.',
  request: { query: leadsQuery, body: upload('text/csv') },
  responses: responses('The result of the import', component('LeadImport', leadImportSchema)),
})

const importEvents = createRoute({
  method: 'post',
  path: '/api/events/import',
  tags,
  summary: "Imports past events: messages of Segment's HTTP tracking API, one per line",
  description: 'They count at their own times, and trigger no actions. Optionally with gzip.',
  request: { query: eventsQuery, body: upload('application/x-ndjson') },
  responses: responses('The result of the import', component('EventImport', eventImportSchema)),
})

/** Adds `POST /api/leads/import` and `POST /api/events/import`. */
export function addImportRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  const takeLeads = createLeadImport({ store, intake: live.intake, now })
  const takeEvents = createEventImport({ intake: live.intake, now })
  // Bodies are read by `readUpload`; here they are only described.
  app.openAPIRegistry.registerPath(importLeads)
  app.openAPIRegistry.registerPath(importEvents)
  app.post('/api/leads/import', async (c) => {
    const { dryRun, map, separator, ...query } = readQuery(c.req.queries(), leadsQuery)
    const bytes = await readUpload(c.req.raw)
    const file = { ...query, bytes, told: readMap(map), dryRun: dryRun === 'true' }
    return c.json(await takeLeads(separator === undefined ? file : { ...file, separator }))
  })
  app.post('/api/events/import', async (c) => {
    const { site, trusted, ...query } = readQuery(c.req.queries(), eventsQuery)
    const sender = { site, trusted: trusted === 'true', origins: undefined }
    return c.json(await takeEvents({ ...query, sender, bytes: await readUpload(c.req.raw) }))
  })
}

function readQuery<Schema extends z.ZodType>(
  queries: Record<string, string[]>,
  schema: Schema,
): z.infer<Schema> {
  const single = Object.entries(queries).map(([key, values]) => [key, key === 'map' ? values : values.at(-1)])
  const parsed = schema.safeParse(Object.fromEntries(single))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => describeIssue(issue, 'query'))
  throw new RefusedError(400, 'invalid_query', faults.join('; '))
}

/** Parses `column:trait` pairs. A column's name may contain colons; a trait's may not. */
function readMap(entries: readonly string[]): Map<string, string> {
  return new Map(
    entries.map((entry) => {
      const colon = entry.lastIndexOf(':')
      const [column, as] = [entry.slice(0, colon).trim(), entry.slice(colon + 1).trim()]
      if (colon < 1 || as === '' || as.length > 200 || as === '__proto__') {
        throw new RefusedError(400, 'invalid_query', `map: "${entry}" is not like Column:trait.`)
      }
      return [column, as]
    }),
  )
}
