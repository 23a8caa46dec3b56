import { basename } from 'node:path'
import {
  type EventImport,
  eventImportSchema,
  type ImportError,
  type LeadImport,
  leadImportSchema,
} from '@leadlight/protocol'
import { Failure } from '../failure.ts'
import { type EventPart, type LeadPart, partsOfEvents, partsOfLeads } from '../import/file-parts.ts'
import { type OpenFile, openFile } from '../import/open-file.ts'
import type { Progress } from '../import/progress.ts'
import { openReadApi, type ReadApi, type ReadOptions } from '../read-api.ts'
import { printable } from '../table.ts'
import { describeEvents, describeLeads } from './import-reports.ts'

/** Options of `leadlight import`. */
export interface ImportOptions extends ReadOptions {
  dryRun?: boolean
  /** Like `Employees:employees`. */
  map: string[]
  site?: string
  trusted?: boolean
  json?: boolean
}

/** The result of an import. */
export interface ImportResult {
  /** In words, or as JSON. */
  text: string
  /** Whether not a single line was imported. */
  nothingImported: boolean
}

/** Imports a file of leads or events. Throws a `Failure` when it cannot continue. */
export async function importFile(
  path: string,
  options: ImportOptions,
  progress: Progress,
): Promise<ImportResult> {
  const kind = kindOf(path)
  if (kind === 'events' && (options.dryRun === true || options.map.length > 0)) {
    throw new Failure('--dry-run and --map are for files of leads (.csv, .tsv).', 2)
  }
  const file = await openFile(path)
  const api = await openReadApi(options, true)
  try {
    const report = await (kind === 'leads' ? sendLeads : sendEvents)(api, file, path, options, progress)
    const lines = 'rows' in report ? report.rows : report.lines
    return { text: inWords(report, options), nothingImported: lines > 0 && report.failed === lines }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const again = 'Run the command again to go on: what was taken counts once.'
    throw new Failure(`${error.message}\n${again}`, error.exitCode, error)
  } finally {
    progress.end()
    await api.close()
  }
}

function inWords(report: LeadImport | EventImport, { json }: ImportOptions): string {
  if (json) return JSON.stringify(report, null, 2)
  return 'rows' in report ? describeLeads(report) : describeEvents(report)
}

function kindOf(path: string): 'leads' | 'events' {
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(path)) return 'leads'
  if (/\.(ndjson|jsonl|json)(\.gz)?$/i.test(path)) return 'events'
  throw new Failure(
    `Whether ${path} holds leads or events is not known: call it .csv or .tsv, or .ndjson or .jsonl.`,
    2,
  )
}

async function sendLeads(
  api: ReadApi,
  file: OpenFile,
  path: string,
  { dryRun, map }: ImportOptions,
  progress: Progress,
): Promise<LeadImport> {
  let whole: LeadImport | undefined
  for await (const part of partsOfLeads(file.pieces)) {
    const query = leadsQuery(part, path, dryRun === true, map)
    const report = leadImportSchema.parse(await api.upload(`/api/leads/import?${query}`, part.text))
    whole = whole === undefined ? report : addLeads(whole, report)
    progress.show(file.done(), `${whole.rows.toLocaleString('en')} rows`)
  }
  if (whole === undefined) throw new Failure(`${path} is empty: its first line must name the columns.`)
  return { ...whole, encoding: file.encoding }
}

function leadsQuery(part: LeadPart, path: string, dryRun: boolean, map: string[]): URLSearchParams {
  const query = new URLSearchParams({
    name: fileName(path),
    separator: part.separator,
    skipped: String(part.skipped),
  })
  if (dryRun) query.set('dryRun', 'true')
  for (const entry of map) query.append('map', entry)
  return query
}

async function sendEvents(
  api: ReadApi,
  { pieces, done }: OpenFile,
  path: string,
  { site, trusted }: ImportOptions,
  progress: Progress,
): Promise<EventImport> {
  let whole: EventImport = { lines: 0, stored: 0, duplicates: 0, failed: 0, errors: [] }
  const query = ({ firstLine }: EventPart) =>
    new URLSearchParams({
      name: fileName(path),
      firstLine: String(firstLine),
      ...(site === undefined ? {} : { site }),
      ...(trusted === true ? { trusted: 'true' } : {}),
    })
  for await (const part of partsOfEvents(pieces)) {
    const answer = await api.upload(`/api/events/import?${query(part)}`, part.text)
    whole = addEvents(whole, eventImportSchema.parse(answer))
    progress.show(done(), `${whole.lines.toLocaleString('en')} lines`)
  }
  return whole
}

function fileName(path: string): string {
  return printable(basename(path)).slice(0, 200) || 'file'
}

function addLeads(one: LeadImport, other: LeadImport): LeadImport {
  return {
    ...one,
    rows: one.rows + other.rows,
    created: one.created + other.created,
    updated: one.updated + other.updated,
    unchanged: one.unchanged + other.unchanged,
    repeated: one.repeated + other.repeated,
    notTaken: one.notTaken + other.notTaken,
    failed: one.failed + other.failed,
    outcomes: one.outcomes + other.outcomes,
    errors: addErrors(one.errors, other.errors),
  }
}

function addEvents(one: EventImport, other: EventImport): EventImport {
  return {
    lines: one.lines + other.lines,
    stored: one.stored + other.stored,
    duplicates: one.duplicates + other.duplicates,
    failed: one.failed + other.failed,
    errors: addErrors(one.errors, other.errors),
  }
}

function addErrors(one: ImportError[], other: ImportError[]): ImportError[] {
  return [...one, ...other].slice(0, 100)
}
