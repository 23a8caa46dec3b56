import type { Segment } from '@leadlight/protocol'
import type { Command } from 'commander'
import { Failure } from '../failure.ts'
import { type ReadOptions, withReadApi } from '../read-api.ts'
import { readJsonFile } from '../read-json-file.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight segments list`. */
export interface ListSegmentsOptions extends ReadOptions {
  json?: boolean
}

const columns: readonly Column<Segment>[] = [
  { title: 'Id', text: ({ id }) => id },
  { title: 'Name', text: ({ name }) => name },
  { title: 'Condition', text: ({ where }) => JSON.stringify(where) },
]

/**
 * Adds the commands `leadlight segments …`.
 *
 * @param reading adds the options that say which server or database is meant
 */
export function addSegmentCommands(
  program: Command,
  print: (text: string) => void,
  reading: (command: Command) => Command,
): void {
  const segments = program.command('segments').description('save and list segments: conditions over leads')
  reading(segments.command('add').description('save a segment, or replace the one with its id'))
    .argument(
      '<file>',
      'segment in JSON: {"id": "hot", "name": "Hot leads", "where": {"score": {"gte": 50}}}',
    )
    .action(async (file: string, options: ReadOptions) => print(await addSegment(file, options)))
  reading(segments.command('list').description('list the saved segments')).action(
    async (options: ListSegmentsOptions) => print(await listSegments(options)),
  )
  reading(segments.command('remove').description('remove a segment; its leads stay'))
    .argument('<id>', 'id of a saved segment')
    .action(async (id: string, options: ReadOptions) => print(await removeSegment(id, options)))
}

/** Saves the segment in a file. Throws a `Failure` that says what is wrong with it. */
export async function addSegment(file: string, options: ReadOptions): Promise<string> {
  const segment = readJsonFile(file, 'segment')
  const id = typeof segment === 'object' && segment !== null && 'id' in segment ? segment.id : undefined
  if (typeof id !== 'string' || id === '') {
    throw new Failure(`The segment in ${file} has no "id": see leadlight segments add --help.`)
  }
  await withReadApi(options, (api) => api.send('PUT', `/api/segments/${encodeURIComponent(id)}`, segment))
  return `✓ ${id}: leadlight leads --segment ${id}`
}

/** Lists the segments as a table, or as the JSON of the API. */
export async function listSegments(options: ListSegmentsOptions): Promise<string> {
  const answer = await withReadApi(options, (api) => api.get('/api/segments'))
  if (options.json) return JSON.stringify(answer, null, 2)
  const { data } = answer as { data: Segment[] }
  return data.length === 0
    ? 'No segments yet: see leadlight segments add --help.'
    : formatTable(columns, data)
}

/** Removes a segment; its leads stay. */
export async function removeSegment(id: string, options: ReadOptions): Promise<string> {
  await withReadApi(options, (api) => api.send('DELETE', `/api/segments/${encodeURIComponent(id)}`))
  return `✓ ${id} is removed; its leads stay.`
}
