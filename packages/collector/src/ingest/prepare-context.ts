import type { JsonObject, Message } from '@leadlight/protocol'
import type { Cleaner } from './create-cleaner.ts'
import { trimContext } from './trim-context.ts'

/** What the HTTP request reveals about its sender. */
export interface RequestContext {
  userAgent: string | null
  ip: string | null
  /** Sent by a page in a browser, so that user agent and address are the visitor's, not a server's. */
  fromPage: boolean
  /** Sent by a form without JavaScript. */
  plainForm?: boolean
}

/** A message's context as stored, and whether a bot sent it. */
export interface PreparedContext {
  context: JsonObject
  /** Sent by a crawler. */
  bot: boolean
}

/** Prepares the contexts of the messages of one request. */
export type PrepareContext = (context: Message['context']) => PreparedContext

/** Dependencies for reading contexts. */
export interface ContextReaders {
  cleaner: Cleaner
  isBot: (userAgent: string) => boolean
}

/** The `library.name` of our tracker, which runs in pages only. */
const TRACKER = '@leadlight/tracker'

/**
 * Creates the function for one request. Messages without a context share that of the batch, so the last result is cached: a
 * batch is processed once, and its events share one object.
 */
export function createContextPreparation(
  request: RequestContext,
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
