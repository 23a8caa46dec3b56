/** A column of a table. */
export interface Column<Row> {
  title: string
  /** Aligns to the right, for numbers. */
  align?: 'right'
  text: (row: Row) => string
}

const widest = 48

/** Formats rows as aligned columns of text below a line of titles. */
export function formatTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => shorten(printable(column.text(row))))),
  ]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => width(line[index] ?? ''))))
  return lines
    .map((line) => line.map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.align)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Removes control characters, so that text of visitors cannot control the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{C}+/gu, ' ').trim()
}

/** Number of characters as a person counts them. */
function width(text: string): number {
  return graphemes(text).length
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), (part) => part.segment)
}

function shorten(text: string): string {
  const characters = graphemes(text)
  return characters.length > widest ? `${characters.slice(0, widest - 1).join('')}…` : text
}

function pad(text: string, length: number, align: 'right' | undefined): string {
  const space = ' '.repeat(Math.max(0, length - width(text)))
  return align === 'right' ? space + text : text + space
}
