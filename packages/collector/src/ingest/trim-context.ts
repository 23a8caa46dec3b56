import type { JsonObject } from '@leadlight/protocol'
import { truncateIp } from './truncate-ip.ts'

/** Instructions for other services, what is taken over elsewhere, and what only an import says (see `IMPORTED`). */
const unneeded = [
  'traits',
  'integrations',
  '_metadata',
  'externalIds',
  'externalId',
  'active',
  'direct',
  'imported',
]

/**
 * The part of a message's context that is worth keeping, with its IP address truncated: never longer than that is an
 * address kept.
 *
 * @param own what the collector saw itself, where the message does not say it
 */
export function trimContext(
  sent: JsonObject,
  own: { userAgent: string | null; ip: string | null },
): JsonObject {
  const context: JsonObject = { ...sent }
  for (const key of unneeded) delete context[key]
  if (own.userAgent !== null) context.userAgent ??= own.userAgent.slice(0, LONGEST_AGENT)
  const ip = truncateIp(typeof sent.ip === 'string' ? sent.ip : (own.ip ?? ''))
  if (ip === undefined) delete context.ip
  else context.ip = ip
  return context
}

/** Real ones are rarely longer than 300. */
const LONGEST_AGENT = 512
