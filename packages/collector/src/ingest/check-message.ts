import { type Message, messageSchema } from '@leadlight/protocol'
import { describeIssue } from '../http/describe-issue.ts'
import { checkCommonMessage } from './check-common-message.ts'
import type { TidyMessage } from './tidy-message.ts'

/** A sound message, or why it is none. */
export type CheckedMessage = { message: Message } | { reason: string; faultyContextKeys: string[] }

/** Checks one message, which came from JSON in which `findFault` found none. */
export type CheckMessage = (value: TidyMessage) => CheckedMessage

/** As many faults as a person wants to read at once. */
const SHOWN_FAULTS = 3

/** Takes what is plainly sound by {@link checkCommonMessage}, and asks the schema about the rest. */
export const checkMessage: CheckMessage = (value) => {
  const message = checkCommonMessage(value)
  return message === undefined ? checkBySchema(value) : { message }
}

/** The check by the schema of the protocol: it is the contract, and writes the reason. */
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
