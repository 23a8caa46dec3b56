import {
  batchSchema,
  isIsoTime,
  type Json,
  type JsonObject,
  MAX_ID_LENGTH,
  readTime,
} from '@leadlight/protocol'
import { describeIssue } from '../http/describe-issue.ts'

/** The fields of a batch other than its messages and what is a default for them. */
export interface Envelope {
  writeKey: string | null
  /** When it was sent, by the sender's clock; ISO 8601. */
  sentAt: string | null
}

/** Validates the envelope of a body; returns a reason if it is invalid. */
export type ReadEnvelope = (body: JsonObject) => Envelope | { reason: string }

/**
 * Validates an envelope by a fast check, and by the schema where that cannot decide; a property test checks that both
 * agree.
 */
export const readEnvelope: ReadEnvelope = (body) => {
  const { writeKey = null } = body
  const sentAt = readTime(body.sentAt) ?? null
  if (!isShortText(writeKey)) return readEnvelopeBySchema(body)
  return sentAt === null || isIsoTime(sentAt) ? { writeKey, sentAt } : readEnvelopeBySchema(body)
}

/** Validates an envelope by the schema of the protocol, which is the contract and produces the reason. */
export const readEnvelopeBySchema: ReadEnvelope = ({ writeKey, sentAt }) => {
  // The number of messages is checked already, and each one is validated later, with its defaults.
  const sent = { batch: [], writeKey, sentAt: readTime(sentAt) ?? null }
  const { data, error } = batchSchema.safeParse(sent)
  if (data === undefined) {
    const [issue] = error.issues
    return { reason: issue === undefined ? 'no batch' : describeIssue(issue) }
  }
  return { writeKey: data.writeKey ?? null, sentAt: data.sentAt ?? null }
}

function isShortText(value: Json): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= MAX_ID_LENGTH)
}
