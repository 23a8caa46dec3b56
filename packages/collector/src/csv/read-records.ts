import { findSeparator } from './find-separator.ts'
import { readInert } from './inert.ts'
import { LONGEST_RECORD, readRecord } from './read-record.ts'

/** A record of CSV, or what is wrong where one should be. */
export type CsvRecord = {
  /** Of its first line in the file, from 1. */
  line: number
  /** As it stands in the file: with its line break, and empty lines before it. */
  text: string
  /** Of the first line of `text`. */
  from: number
} & ({ values: string[] } | { fault: string })

/** How a file is read. */
export interface ReadRecordsOptions {
  /** Found by the first line unless given. */
  separator?: string
  /** Told of the separator before the first record. */
  onSeparator?: (separator: string) => void
  /** Number of the first line; 1 unless given. */
  firstLine?: number
}

/** Excel's own way to name the separator, in a line before all others. */
const named = /^sep=([^"\r\n])(?:\r\n|\n|\r)/

/**
 * Reads CSV (RFC 4180) piece by piece, holding one record at a time and at most {@link LONGEST_RECORD} of what is no
 * record. Empty lines are passed over. A faulty line takes none of its neighbours along.
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
      else if (!blank) yield { ...place, values: found.values.map(readInert) }
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
