import { type Message, messageSchema } from '@leadlight/protocol'
import { describeIssue } from '../http/describe-issue.ts'
import { checkCommonMessage } from './check-common-message.ts'
import type { NormalizedMessage } from './normalize-message.ts'

/** A valid message, or the reason why it is invalid. */
export type CheckedMessage = { message: Message } | { reason: string; faultyContextKeys: string[] }

/** Validates one message, which came from JSON in which `findUnsafeValue` found nothing. */
export type CheckMessage = (value: NormalizedMessage) => CheckedMessage

/** How many errors a reason lists. */
const SHOWN_FAULTS = 3

/** Validates by {@link checkCommonMessage}, and by the schema where that cannot decide. */
export const checkMessage: CheckMessage = (value) => {
  const message = checkCommonMessage(value)
  return message === undefined ? checkBySchema(value) : { message }
}

/** Validates by the schema of the protocol, which is the contract and produces the reason. */
export const checkBySchema: CheckMessage = (value) => {
  const checked = messageSchema.safeParse(value)
  if (checked.success) return { message: checked.data }
  const { issues } = checked.error
  const inContext = issues.every((issue) => issue.path[0] === 'context' && issue.path.length > 1)
  const reason = issues
    .slice(0, SHOWN_FAULTS)
    .map((issue) => describeIssue(issue))
    .join('; ')
  return { reason, faultyContextKeys: inContext ? issues.map((issue) => String(issue.path[1])) : [] }
}
