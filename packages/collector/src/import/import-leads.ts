import type { LeadImport } from '@leadlight/protocol'
import { decodeText } from '../csv/decode-text.ts'
import { type CsvRecord, readRecords } from '../csv/read-records.ts'
import { RefusedError } from '../http/refused-error.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { createTraitOfName, type TraitOfName } from '../ingest/mapping/trait-of-name.ts'
import { writeRejected } from '../ingest/rejected-message.ts'
import type { Intake } from '../intake.ts'
import type { Store } from '../storage/port.ts'
import { boundPieces } from './bound-pieces.ts'
import { createErrorList } from './import-errors.ts'
import { IMPORT_SITE } from './imported.ts'
import { createLeadBatch } from './lead-batch.ts'
import { faultOfColumns, type MappedColumn, mapColumns, unknownColumns } from './map-columns.ts'
import { readRow } from './read-row.ts'

/** A file of leads, or a part of one: the names of its columns, and some rows. */
export interface LeadFile {
  bytes: AsyncIterable<Uint8Array>
  /** Found by the first line unless given. */
  separator?: string
  /** By the name of a column, what it holds; the others are guessed. */
  told: ReadonlyMap<string, string>
  /** For the reasons of what is refused. */
  name: string
  /** So many lines of the file are left out between the names and the rows. */
  skipped: number
  dryRun: boolean
}

/** Leads are looked up and stored this many at a time. */
const ROWS_AT_ONCE = 250

/** Takes a file of leads in. */
export type ImportLeads = (file: LeadFile) => Promise<LeadImport>

/**
 * Makes the import of leads: each row adds to the lead of its user id or e-mail address what is new about it, as events of a
 * secret key. The same file changes nothing the second time, and goes on where it was interrupted.
 *
 * It throws a `RefusedError` when the first line does not name columns of leads.
 */
export function createLeadImport(options: { store: Store; intake: Intake; now: () => number }): ImportLeads {
  const traitOfName = createTraitOfName()
  const cleaner = createCleaner((key) => traitOfName(key) === 'phone')
  return async (file) => {
    const { encoding, pieces } = await decodeText(file.bytes)
    const batch = createLeadBatch({ ...options, cleaner })
    const errors = createErrorList()
    let separator = file.separator ?? ','
    let columns: MappedColumn[] | undefined
    let rows = 0
    const records = readRecords(boundPieces(pieces), {
      ...(file.separator === undefined ? {} : { separator: file.separator }),
      onSeparator: (found) => {
        separator = found
      },
    })
    for await (const record of records) {
      if (columns === undefined) {
        columns = readColumns(record, file.told, traitOfName)
        continue
      }
      rows += 1
      const row = 'fault' in record ? record.fault : readRow(columns, record.values)
      if (typeof row === 'string') {
        const line = record.line + file.skipped
        errors.add({ line, reason: row })
        const kept = { file: file.name, line, text: record.text.trim() }
        const why = `${file.name}, line ${line}: ${row}`
        batch.refuse(writeRejected(kept, why, { site: IMPORT_SITE, receivedAt: options.now() }, cleaner))
      } else batch.add(row)
      if (batch.size() >= ROWS_AT_ONCE) await batch.flush(file.dryRun)
    }
    if (columns === undefined) {
      throw new RefusedError(400, 'empty_file', 'The file is empty: its first line has to name the columns.')
    }
    await batch.flush(file.dryRun)
    return {
      dryRun: file.dryRun,
      encoding,
      separator,
      columns,
      rows,
      ...batch.counts,
      errors: errors.list,
    }
  }
}

function readColumns(
  record: CsvRecord,
  told: ReadonlyMap<string, string>,
  traitOfName: TraitOfName,
): MappedColumn[] {
  if ('fault' in record) throw new RefusedError(400, 'invalid_columns', `The first line: ${record.fault}.`)
  const names = record.values.map((name) => name.trim())
  const columns = mapColumns(names, told, traitOfName)
  const fault = unknownColumns(names, told) ?? faultOfColumns(columns)
  if (fault !== undefined) throw new RefusedError(400, 'invalid_columns', fault)
  return columns
}
