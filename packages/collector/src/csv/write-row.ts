import { escapeFormula } from './escape-formula.ts'

/** A value of a row; null gives an empty cell. */
export type Cell = string | number | boolean | null

/**
 * A line of CSV (RFC 4180) with its line break. Text that a spreadsheet would interpret as a formula is escaped; numbers are
 * not.
 */
export function writeRow(cells: readonly Cell[], separator = ','): string {
  const texts = cells.map((cell) => (typeof cell === 'string' ? writeText(cell) : String(cell ?? '')))
  // An empty line would be skipped when it is read.
  return `${texts.length === 1 && texts[0] === '' ? '""' : texts.join(separator)}\r\n`
}

function writeText(text: string): string {
  const escaped = escapeFormula(text)
  const plain = escaped === text && !/["',;\t\r\n]/.test(text) && text.trim() === text
  return plain ? text : `"${escaped.replaceAll('"', '""')}"`
}
