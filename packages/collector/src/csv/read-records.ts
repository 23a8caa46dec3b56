import { unescapeFormula } from './escape-formula.ts'
import { findSeparator } from './find-separator.ts'
import { LONGEST_RECORD, readRecord } from './read-record.ts'

/** A CSV record, or the fault where one should be. */
export type CsvRecord = {
  /** Number of its first line in the file, from 1. */
  line: number
  /** Its source, including the line break and preceding empty lines. */
  text: string
  /** Of the first line of `text`. */
  from: number
} & ({ values: string[] } | { fault: string })

/** Options of `readRecords`. */
export interface ReadRecordsOptions {
  /** Detected in the first line by default. */
  separator?: string
  /** Called with the separator before the first record. */
  onSeparator?: (separator: string) => void
  /** Number of the first line; 1 by default. */
  firstLine?: number
}

/** Excel's declaration of the separator, in the first line. */
const named = /^sep=([^"\r\n])(?:\r\n|\n|\r)/

/**
 * Reads CSV (RFC 4180) as a stream, one record at a time, holding at most {@link LONGEST_RECORD} of faulty input. Empty lines
 * are skipped. A faulty line does not affect its neighbours.
 */
export async function* readRecords(
  pieces: AsyncIterable<string> | Iterable<string>,
  { separator, onSeparator, firstLine = 1 }: ReadRecordsOptions = {},
): AsyncGenerator<CsvRecord> {
  let text = ''
  let line = firstLine
  let empty = { text: '', from: firstLine }
  let used = separator

  function* take(whole: boolean): Generator<CsvRecord> {
    let start = 0
    if (used === undefined) {
      const end = text.search(/[\r\n]/)
      if (end === -1 && !whole && text.length <= LONGEST_RECORD) return
      const own = named.exec(text)
      used = own?.[1] ?? findSeparator(end === -1 ? text : text.slice(0, end))
      if (own !== null) {
        start = own[0].length
        line += 1
        empty.from = line
      }
      onSeparator?.(used)
    }
    while (start < text.length) {
      const found = readRecord(text, start, used, whole)
      if (found === undefined) break
      const own = text.slice(start, found.end)
      const blank = own.trim() === '' && !own.includes(used)
      const place = { line, from: empty.from, text: empty.text + own }
      line += countLines(own)
      start = found.end
      const goesOn = blank && place.text.length < LONGEST_RECORD
      empty = goesOn ? { ...empty, text: place.text } : { text: '', from: line }
      if ('fault' in found) yield { ...place, fault: found.fault }
      else if (!blank) yield { ...place, values: found.values.map(unescapeFormula) }
    }
    text = text.slice(start)
  }

  for await (const piece of pieces) {
    text += piece
    yield* take(false)
  }
  yield* take(true)
}

function countLines(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count += 1
  }
  return count
}

const LF = 10
const CR = 13
