import { makeInert } from './inert.ts'

/** A value of a row; nothing is written for null. */
export type Cell = string | number | boolean | null

/**
 * A line of CSV (RFC 4180) with its line break. Text that a spreadsheet would run is made inert; numbers are none of that.
 *
 * @param separator a comma unless given
 */
export function writeRow(cells: readonly Cell[], separator = ','): string {
  const texts = cells.map((cell) => (typeof cell === 'string' ? writeText(cell) : String(cell ?? '')))
  // A line without anything would be passed over.
  return `${texts.length === 1 && texts[0] === '' ? '""' : texts.join(separator)}\r\n`
}

function writeText(text: string): string {
  const inert = makeInert(text)
  const plain = inert === text && !/["',;\t\r\n]/.test(text) && text.trim() === text
  return plain ? text : `"${inert.replaceAll('"', '""')}"`
}
