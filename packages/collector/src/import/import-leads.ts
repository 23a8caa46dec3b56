import type { LeadImport } from '@leadlight/protocol'
import { decodeText } from '../csv/decode-text.ts'
import { type CsvRecord, readRecords } from '../csv/read-records.ts'
import { RefusedError } from '../http/refused-error.ts'
import { replaceUnstorable } from '../ingest/clean-text.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { createTraitOfName, type TraitOfName } from '../ingest/mapping/trait-of-name.ts'
import { toRejectedMessage } from '../ingest/rejected-message.ts'
import type { Intake } from '../intake.ts'
import type { Store } from '../storage/port.ts'
import { boundPieces } from './bound-pieces.ts'
import { createErrorList } from './import-errors.ts'
import { IMPORT_SITE } from './imported.ts'
import { createLeadBatch } from './lead-batch.ts'
import { faultOfColumns, type MappedColumn, mapColumns, unknownColumns } from './map-columns.ts'
import { isBlankRow, readRow } from './read-row.ts'

/** A file of leads, or a part of one: a header and some rows. */
export interface LeadFile {
  bytes: AsyncIterable<Uint8Array>
  /** Detected in the first line by default. */
  separator?: string
  /** Content of columns by their name; the others are inferred. */
  told: ReadonlyMap<string, string>
  /** Used in the reasons of rejected messages. */
  name: string
  /** Number of lines of the file omitted between the header and the rows. */
  skipped: number
  dryRun: boolean
}

/** Leads read and stored at a time. */
const ROWS_AT_ONCE = 250

/** Imports a file of leads. */
export type ImportLeads = (file: LeadFile) => Promise<LeadImport>

/**
 * Creates the import of leads. Each row adds what is new to the lead with its user id or e-mail address, as events with a secret
 * key. Importing a file again changes nothing, and an interrupted import can be repeated.
 *
 * It throws a `RefusedError` when the first line does not name columns of leads.
 */
export function createLeadImport(options: { store: Store; intake: Intake; now: () => number }): ImportLeads {
  const traitOfName = createTraitOfName()
  const cleaner = createCleaner((key) => traitOfName(key) === 'phone')
  return async (file) => {
    const text = await decodeText(file.bytes)
    const batch = createLeadBatch({ ...options, cleaner })
    const errors = createErrorList()
    let separator = file.separator ?? ','
    let columns: MappedColumn[] | undefined
    let rows = 0
    const records = readRecords(boundPieces(text.pieces), {
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
      if ('values' in record && isBlankRow(record.values)) continue
      rows += 1
      const row = 'fault' in record ? record.fault : readRow(columns, record.values.map(replaceUnstorable))
      if (typeof row === 'string') {
        const line = record.line + file.skipped
        errors.add({ line, reason: row })
        const kept = { file: file.name, line, text: record.text.trim() }
        const why = `${file.name}, line ${line}: ${row}`
        batch.refuse(toRejectedMessage(kept, why, { site: IMPORT_SITE, receivedAt: options.now() }, cleaner))
      } else batch.add(row)
      if (batch.size() >= ROWS_AT_ONCE) await batch.flush(file.dryRun)
    }
    if (columns === undefined) {
      throw new RefusedError(400, 'empty_file', 'The file is empty: its first line must name the columns.')
    }
    await batch.flush(file.dryRun)
    return {
      dryRun: file.dryRun,
      encoding: text.encoding,
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
