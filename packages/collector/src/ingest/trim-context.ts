import type { JsonObject } from '@leadlight/protocol'
import { truncateIp } from './truncate-ip.ts'

/** Data for other services, data stored elsewhere, and the mark that only an import may set (see `IMPORTED`). */
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
 * The part of a message's context that is stored, with its IP address truncated: full addresses are never stored.
 *
 * @param own what the collector itself observed, used where the message lacks it
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

/** Real ones rarely exceed 300 characters. */
const LONGEST_AGENT = 512
