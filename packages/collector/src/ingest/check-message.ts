import { type Message, messageSchema } from '@leadlight/protocol'

/** A sound message, or why it is none. */
export type CheckedMessage = { message: Message } | { reason: string; faultyContextKeys: string[] }

/**
 * Checks one message. The schema of the protocol is the contract and writes the reason; a faster check may stand in
 * for it where it is proved to accept the same and make the same of it.
 */
export type CheckMessage = (value: unknown) => CheckedMessage

/** As many faults as a person wants to read at once. */
const SHOWN_FAULTS = 3

/** The check by the schema itself. */
export const checkBySchema: CheckMessage = (value) => {
  const checked = messageSchema.safeParse(value)
  if (checked.success) return { message: checked.data }
  const { issues } = checked.error
  const inContext = issues.every((issue) => issue.path[0] === 'context' && issue.path.length > 1)
  const reason = issues
    .slice(0, SHOWN_FAULTS)
    .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message))
    .join('; ')
  return { reason, faultyContextKeys: inContext ? issues.map((issue) => String(issue.path[1])) : [] }
}
