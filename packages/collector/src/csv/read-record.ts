/** Most UTF-16 code units of a record, so that an unclosed quotation mark does not swallow the rest of the file. */
export const LONGEST_RECORD = 128 * 1024

/** A record in a text; `end` is the index after its line break. */
export interface FoundRecord {
  values: string[]
  end: number
}

/** Why there is no record. */
export interface RecordFault {
  fault: string
  /** Where reading continues: after the line in which the record begins. */
  end: number
}

const QUOTE = '"'

/**
 * Reads the CSV record (RFC 4180) that begins at `start`. Lines end with CRLF, LF or CR. A quotation mark inside an unquoted
 * value is literal.
 *
 * @param whole whether the text is complete
 * @returns undefined when the record continues after the text
 */
export function readRecord(
  text: string,
  start: number,
  separator: string,
  whole: boolean,
): FoundRecord | RecordFault | undefined {
  // Escapes separators that have a special meaning within brackets.
  const ends = new RegExp(`[${separator.replace(/[\]\\^-]/, '\\$&')}\\r\\n]`, 'g')
  const values: string[] = []
  let at = start
  while (true) {
    if (at - start > LONGEST_RECORD) return faultAt(text, start, tooLong)
    const found = readValue({ text, start, separator, ends, whole }, at)
    if (found === undefined) return undefined
    if ('fault' in found) return faultAt(text, start, found.fault)
    values.push(found.value)
    at = found.end
    const next = text[at]
    if (next !== separator) {
      // A line feed may follow in the next piece.
      if (next === '\r' && at + 1 === text.length && !whole) return undefined
      return { values, end: at + lengthOfBreak(text, at) }
    }
    at += 1
  }
}

const unclosed = 'a quotation mark is never closed: double each one inside a value'
const behindQuote = 'text follows a closing quotation mark: double each one inside a value'
const tooLong = `longer than ${LONGEST_RECORD / 1024} Ki characters`

interface RecordSource {
  text: string
  /** Index at which the record begins. */
  start: number
  separator: string
  /** Matches the separator and line breaks. */
  ends: RegExp
  whole: boolean
}

/** The value that begins at `at`, or the fault in it; undefined when it continues after the text. */
function readValue(
  { text, start, separator, ends, whole }: RecordSource,
  at: number,
): { value: string; end: number } | { fault: string } | undefined {
  const isTooLong = text.length - start > LONGEST_RECORD
  if (text[at] !== QUOTE) {
    ends.lastIndex = at
    const end = ends.exec(text)?.index
    if (end !== undefined || whole) return { value: text.slice(at, end), end: end ?? text.length }
    return isTooLong ? { fault: tooLong } : undefined
  }
  const quoted = readQuoted(text, at, whole)
  if (quoted === undefined) return whole || isTooLong ? { fault: unclosed } : undefined
  const next = text[quoted.end]
  if (next === undefined) return whole ? quoted : undefined
  return next === separator || next === '\r' || next === '\n' ? quoted : { fault: behindQuote }
}

/** A quoted value that begins at `start`; undefined when it is not closed within the text. */
function readQuoted(text: string, start: number, whole: boolean): { value: string; end: number } | undefined {
  let value = ''
  let from = start + 1
  while (true) {
    const quote = text.indexOf(QUOTE, from)
    if (quote === -1 || (quote + 1 === text.length && !whole)) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== QUOTE) return { value, end: quote + 1 }
    value += QUOTE
    from = quote + 2
  }
}

/** A fault that covers the rest of the line; the following lines are read separately. */
function faultAt(text: string, start: number, fault: string): RecordFault {
  const breaks = /[\r\n]/g
  breaks.lastIndex = start
  const end = breaks.exec(text)?.index ?? text.length
  return { fault, end: end + lengthOfBreak(text, end) }
}

function lengthOfBreak(text: string, at: number): number {
  if (text[at] === '\r') return text[at + 1] === '\n' ? 2 : 1
  return text[at] === '\n' ? 1 : 0
}
