import { readLines, readRecords } from '@leadlight/collector/csv'

/** A part of a file of leads that can be imported by itself. */
export interface LeadPart {
  /** The text, starting with the line of column names. */
  text: string
  separator: string
  /** Number of lines of the file that are left out after the column names. */
  skipped: number
}

/** A part of a file of events. */
export interface EventPart {
  text: string
  /** Number of its first line in the file. */
  firstLine: number
}

/** Lines, and UTF-16 code units, of a part. */
const LINES_AT_ONCE = 1_000
const LONGEST_PART = 1024 * 1024

/** A longer line cannot contain a valid message. */
const LONGEST_LINE = 256 * 1024

/** Splits a file of leads at the ends of rows, holding one part in memory at a time. */
export async function* partsOfLeads(pieces: AsyncIterable<string>): AsyncGenerator<LeadPart> {
  let separator = ','
  let names: string | undefined
  let part: { text: string; rows: number; from: number } | undefined
  const finish = (): LeadPart[] => {
    if (names === undefined) return []
    const skipped = part === undefined ? 0 : part.from - 1 - countLines(names)
    const own = { text: names + (part?.text ?? ''), separator, skipped }
    part = undefined
    return [own]
  }
  const records = readRecords(pieces, {
    onSeparator: (found) => {
      separator = found
    },
  })
  let sent = false
  for await (const { text, from } of records) {
    if (names === undefined) {
      names = text
      continue
    }
    part ??= { text: '', rows: 0, from }
    part.text += text
    part.rows += 1
    if (part.rows < LINES_AT_ONCE && part.text.length < LONGEST_PART) continue
    sent = true
    yield* finish()
  }
  if (part !== undefined || !sent) yield* finish()
}

/** Splits a file of events at line breaks, holding one part in memory at a time. */
export async function* partsOfEvents(pieces: AsyncIterable<string>): AsyncGenerator<EventPart> {
  let part: (EventPart & { lines: number }) | undefined
  for await (const { line, text } of readLines(pieces, { longest: LONGEST_LINE })) {
    part ??= { text: '', firstLine: line, lines: 0 }
    // Blank lines are skipped, but counted.
    part.text += `${'\n'.repeat(line - part.firstLine - part.lines)}${text}\n`
    part.lines = line - part.firstLine + 1
    if (part.lines < LINES_AT_ONCE && part.text.length < LONGEST_PART) continue
    yield part
    part = undefined
  }
  if (part !== undefined) yield part
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0
}
