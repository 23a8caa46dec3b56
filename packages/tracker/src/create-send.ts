import type { Emit } from './create-emitter.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { Properties, Release, TrackOptions } from './plugin.ts'
import { uniqueId } from './unique-id.ts'
import type { Visitor } from './visitor.ts'
import { writeMessage } from './write-message.ts'

/** The content of a message, by its type: https://segment.com/docs/connections/spec/common/ */
interface Content {
  messageId?: string
  /** Event name of a `track` message. */
  event?: string
  properties?: Properties | undefined
  traits?: unknown
}

/** Adds a message to the outbox. With `hold`, it is sent when the returned function is called. */
export type Send = (
  type: 'page' | 'track' | 'identify',
  content: Content,
  hold?: boolean,
  options?: TrackOptions,
) => Release

/**
 * Makes the function that adds messages to the outbox.
 *
 * @param clock returns the time of the page, in milliseconds since 1970
 * @param signal aborts when nothing may be stored or told any more
 */
export function createSend(
  writeKey: string,
  visitor: Visitor,
  clock: () => number,
  outbox: Outbox,
  emit: Emit,
  signal: AbortSignal,
): Send {
  return (type, content, hold, { form = false } = {}) => {
    const { anonymousId, userId } = visitor
    const now = clock()
    const message = { type, messageId: uniqueId(), timestamp: new Date(now), userId, ...content }
    const head = writeMessage({
      writeKey,
      anonymousId,
      // The start of the visit, which is stored again at times: not any more after a denial.
      context: { sessionId: signal.aborted || visitor.visit(now) },
    })
    const add = () => {
      const json = writeMessage(message)
      outbox.add({ key: message.messageId, head, json, form }, hold)
      if (!hold && !signal.aborted) emit('event', json)
    }
    add()
    return (changes) => {
      if (!hold) return
      hold = false
      message.properties = { ...message.properties, ...changes }
      add()
    }
  }
}
