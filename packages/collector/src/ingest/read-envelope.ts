import {
  batchSchema,
  isIsoTime,
  type Json,
  type JsonObject,
  MAX_ID_LENGTH,
  readTime,
} from '@leadlight/protocol'
import { describeIssue } from '../http/describe-issue.ts'

/** What a batch says besides its messages and their context. */
export interface Envelope {
  writeKey: string | null
  /** The sender's clock when it sent; ISO 8601. */
  sentAt: string | null
  anonymousId: string | null
}

/** An envelope, or why it is none. */
export type ReadEnvelope = (body: JsonObject) => Envelope | { reason: string }

/** Takes what is plainly sound at once, and asks the schema about the rest; a property test holds both to the same answer. */
export const readEnvelope: ReadEnvelope = (body) => {
  const { writeKey = null, anonymousId = null } = body
  const sentAt = readTime(body.sentAt) ?? null
  if (!isShortText(writeKey) || !isShortText(anonymousId)) return readEnvelopeBySchema(body)
  return sentAt === null || isIsoTime(sentAt) ? { writeKey, sentAt, anonymousId } : readEnvelopeBySchema(body)
}

/** The check by the schema of the protocol: it is the contract, and writes the reason. */
export const readEnvelopeBySchema: ReadEnvelope = ({ writeKey, sentAt, anonymousId }) => {
  // The messages are a list of anything so far, and not too many: of that there is nothing left to check.
  const sent = { batch: [], writeKey, sentAt: readTime(sentAt) ?? null, anonymousId }
  const { data, error } = batchSchema.safeParse(sent)
  if (data === undefined) {
    const [issue] = error.issues
    return { reason: issue === undefined ? 'no batch' : describeIssue(issue) }
  }
  return {
    writeKey: data.writeKey ?? null,
    sentAt: data.sentAt ?? null,
    anonymousId: data.anonymousId ?? null,
  }
}

function isShortText(value: Json): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MAX_ID_LENGTH)
}
