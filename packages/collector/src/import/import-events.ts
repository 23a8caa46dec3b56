import { type EventImport, type Json, type JsonObject, MAX_MESSAGE_BYTES } from '@leadlight/protocol'
import { decodeText } from '../csv/decode-text.ts'
import { readLines } from '../csv/read-lines.ts'
import { RefusedError } from '../http/refused-error.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { createIngest } from '../ingest/create-ingest.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Delivery } from '../ingest/read-delivery.ts'
import { readId } from '../ingest/read-id.ts'
import { readJson } from '../ingest/read-json.ts'
import { toRejectedMessage } from '../ingest/rejected-message.ts'
import type { Intake } from '../intake.ts'
import type { Sender } from '../keys.ts'
import { boundPieces } from './bound-pieces.ts'
import { createErrorList } from './import-errors.ts'
import { markImported } from './imported.ts'

/** A file of messages of Segment's HTTP tracking API, one JSON object a line, or a part of one. */
export interface EventFile {
  bytes: AsyncIterable<Uint8Array>
  sender: Sender
  /** Used in the reasons of rejected messages. */
  name: string
  /** Number of the first line; 1 for a whole file. */
  firstLine: number
}

/** Imports a file of events. */
export type ImportEvents = (file: EventFile) => Promise<EventImport>

/** Messages stored at a time. */
const LINES_AT_ONCE = 250

/** A longer line cannot contain a valid message. */
const LONGEST_LINE = 4 * MAX_MESSAGE_BYTES

interface ReadLine {
  line: number
  message: JsonObject
}

/**
 * Creates the import of past events, which keep their own times. A message without a `messageId` gets one derived from its
 * content, so importing a file again changes nothing, and an interrupted import can be repeated.
 */
export function createEventImport({ intake, now }: { intake: Intake; now: () => number }): ImportEvents {
  const cleaner = createCleaner(() => false)
  return async (file) => {
    const { sender, name, firstLine } = file
    const { pieces } = await decodeText(file.bytes)
    const errors = createErrorList()
    const report: EventImport = { lines: 0, stored: 0, duplicates: 0, failed: 0, errors: errors.list }
    const fail = (line: number, reason: string) => {
      report.failed += 1
      errors.add({ line, reason })
    }
    const store = createLineStore(file, intake, now, { report, fail })
    const refuse = async (line: number, text: string, reason: string) => {
      fail(line, reason)
      const arrival = { site: sender.site, receivedAt: now() }
      const kept = { file: name, line, text }
      await intake.accept([], [toRejectedMessage(kept, `${name}, line ${line}: ${reason}`, arrival, cleaner)])
    }

    let batch: ReadLine[] = []
    for await (const { line, text, tooLong } of readLines(boundPieces(pieces), {
      longest: LONGEST_LINE,
      firstLine,
    })) {
      report.lines += 1
      const message = tooLong ? `longer than ${LONGEST_LINE / 1024} Ki characters` : readMessage(text)
      if (typeof message === 'string') await refuse(line, text, message)
      else batch.push({ line, message })
      if (batch.length < LINES_AT_ONCE) continue
      await store(batch)
      batch = []
    }
    if (batch.length > 0) await store(batch)
    return report
  }
}

/** Creates the function that stores the messages of some lines, and counts the results in the report. */
function createLineStore(
  { name, sender }: EventFile,
  intake: Intake,
  now: () => number,
  { report, fail }: { report: EventImport; fail: (line: number, reason: string) => void },
): (lines: readonly ReadLine[]) => Promise<void> {
  let stored: readonly ReadLine[] = []
  const lineAt = (index: number) => stored[index]?.line ?? 0
  const marking: Intake = {
    async accept(events, rejected) {
      const result = await intake.accept(events.map(markImported), rejected)
      report.stored += result.stored
      report.duplicates += result.duplicates + result.conflicts
      return result
    },
  }
  const placeOf = (index: number) => `${name}, line ${lineAt(index)}: `
  const ingest = createIngest({ intake: marking, now, placeOf })
  return async (lines) => {
    stored = lines
    const facts = { userAgent: null, ip: null, fromPage: false }
    const receipt = await ingest(deliveryOf(lines), sender, facts)
    for (const { index, reason } of receipt.rejected ?? []) fail(lineAt(index), reason)
  }
}

/** The message with a `messageId`, or what is wrong with the line. */
function readMessage(text: string): JsonObject | string {
  let message: Json
  try {
    message = readJson(text).value
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return error.code === 'too_deep' ? 'nested too deep' : 'not JSON: write one message a line'
  }
  if (!isJsonObject(message)) return 'not an object: a message is {"type": …}'
  // No correction for clock skew: old times are expected in an import.
  const { sentAt: _, ...kept } = message
  const { messageId } = kept
  const named = typeof readId(messageId) === 'string'
  return named ? kept : { ...kept, messageId: `line:${fingerprint(kept)}` }
}

function deliveryOf(lines: readonly ReadLine[]): Delivery {
  return {
    messages: lines.map(({ message }) => message),
    size: Number.POSITIVE_INFINITY,
    isSafe: false,
    type: null,
    writeKey: null,
    sentAt: null,
    context: {},
    anonymousId: null,
  }
}
