import type { EventImport, ImportColumn, ImportError, LeadImport } from '@leadlight/protocol'
import { type Column, formatTable, printable } from '../table.ts'

const separators: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }

const columns: readonly Column<ImportColumn>[] = [
  { title: 'Column', text: ({ column }) => column },
  {
    title: 'Taken for',
    text: ({ as, guessed }) => (as === null ? 'left out' : guessed ? as : `${as} (as told)`),
  },
]

const errorColumns: readonly Column<ImportError>[] = [
  { title: 'Line', align: 'right', text: ({ line }) => String(line) },
  { title: 'Why it was left out', text: ({ reason }) => reason },
]

/** Describes the import of a file of leads. */
export function describeLeads(report: LeadImport): string {
  const { rows, created, updated, unchanged, repeated, notTaken, failed, outcomes } = report
  const counts: [number, string][] = [
    [created, 'new'],
    [updated, 'updated'],
    [unchanged, 'unchanged'],
    [repeated, 'of leads of lines before'],
    [notTaken, 'not taken: erased, or overruled since'],
    [failed, 'left out'],
  ]
  return [
    `${report.encoding}, separated by ${separators[report.separator] ?? report.separator}`,
    formatTable(columns, report.columns),
    '',
    `${number(rows)} rows: ${told(counts)}${outcomes > 0 ? `; ${number(outcomes)} outcomes` : ''}`,
    ...(report.columns.some(({ as }) => as === null)
      ? [`Columns left out: --map "Column:trait" takes them.`]
      : []),
    ...describeErrors(report.errors, failed),
    ...(report.dryRun ? ['', 'Nothing was kept: without --dry-run it will be.'] : whereKept(failed)),
  ].join('\n')
}

/** Describes the import of a file of events. */
export function describeEvents({ lines, stored, duplicates, failed, errors }: EventImport): string {
  const counts: [number, string][] = [
    [stored, 'stored'],
    [duplicates, 'there already'],
    [failed, 'left out'],
  ]
  return [
    `${number(lines)} lines: ${told(counts)}`,
    ...describeErrors(errors, failed),
    ...whereKept(failed),
  ].join('\n')
}

function describeErrors(errors: readonly ImportError[], failed: number): string[] {
  if (failed === 0) return []
  const more = failed - errors.length
  const rows = errors.map((error) => ({ ...error, reason: printable(error.reason) }))
  return ['', formatTable(errorColumns, rows), ...(more > 0 ? [`… and ${number(more)} more`] : [])]
}

/** Where the lines that were left out can be read. */
function whereKept(failed: number): string[] {
  if (failed === 0) return []
  return ['All of them are kept: see the refused messages, at GET /api/rejected or on the page of leads.']
}

function told(counts: readonly [number, string][]): string {
  const some = counts.filter(([count]) => count > 0).map(([count, what]) => `${number(count)} ${what}`)
  return some.length === 0 ? 'nothing' : some.join(', ')
}

function number(value: number): string {
  return value.toLocaleString('en')
}
