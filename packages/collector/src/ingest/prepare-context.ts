import type { JsonObject, Message } from '@leadlight/protocol'
import type { Cleaner } from './create-cleaner.ts'
import { trimContext } from './trim-context.ts'

/** What the HTTP request tells of who sent it. */
export interface RequestFacts {
  userAgent: string | null
  ip: string | null
  /** A page in a browser sent it: agent and address are the visitor's, not a server's. */
  fromPage: boolean
  /** It is a form without a script. */
  plainForm?: boolean
}

/** A message's context as it is kept, and what it says of the sender. */
export interface PreparedContext {
  context: JsonObject
  /** A crawler. */
  bot: boolean
}

/** Prepares the contexts of one request's messages. */
export type PrepareContext = (context: Message['context']) => PreparedContext

/** What contexts are read by. */
export interface ContextReaders {
  cleaner: Cleaner
  isBot: (userAgent: string) => boolean
}

/** Our own script runs in pages only. */
const TRACKER = '@leadlight/tracker'

/**
 * Makes the function for one request. Messages without a context of their own share the batch's, so it remembers the last
 * one: the work is done once a batch, and its events share the outcome.
 */
export function createContextPreparation(
  request: RequestFacts,
  { cleaner, isBot }: ContextReaders,
): PrepareContext {
  let last: { sent: Message['context']; prepared: PreparedContext } | undefined

  const prepare = (sent: Message['context']): PreparedContext => {
    const fromPage = request.fromPage || sent?.library?.name === TRACKER
    const seen = fromPage ? request : { userAgent: null, ip: null }
    const userAgent = sent?.userAgent ?? seen.userAgent
    return {
      context: cleaner.object(trimContext((sent ?? {}) as JsonObject, seen)),
      bot: userAgent !== null && isBot(userAgent),
    }
  }
  return (sent) => {
    if (last === undefined || last.sent !== sent) last = { sent, prepared: prepare(sent) }
    return last.prepared
  }
}
