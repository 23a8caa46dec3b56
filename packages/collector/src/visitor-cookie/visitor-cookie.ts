import { MAX_ID_LENGTH } from '@leadlight/protocol/limits'
import type { SameSite } from './same-site.ts'

/** 400 days, the maximum that browsers allow. */
const COOKIE_AGE_S = 34_560_000

/**
 * The cookie by which the tracker recognizes a visitor, as a `Set-Cookie` header. It has the name and format of the one
 * that the tracker sets itself, so that each replaces the other. Undefined for an invalid id.
 */
export function visitorCookie(
  anonymousId: unknown,
  userId: unknown,
  { domain, isSecure }: SameSite,
): string | undefined {
  if (typeof anonymousId !== 'string' || !/^[\w-]{16,64}$/.test(anonymousId)) return undefined
  const isUser =
    typeof userId === 'string' && userId.length <= MAX_ID_LENGTH && !/\p{Surrogate}/u.test(userId)
  const user = isUser ? encodeURIComponent(userId) : ''
  return [
    `leadlight=${anonymousId}.${user}`,
    'Path=/',
    `Max-Age=${COOKIE_AGE_S}`,
    'SameSite=Lax',
    ...(domain === null ? [] : [`Domain=${domain}`]),
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}
