import { VISIT_GAP_MS } from '@leadlight/protocol/limits'
import { guard } from './guard.ts'
import type { TextStorage } from './open-storage.ts'
import { uniqueId } from './unique-id.ts'

/** Who is at this browser. */
export interface Visitor {
  anonymousId(): string
  /** As last given to `become`. */
  userId(): string | undefined
  /** Remembers who it is; without arguments somebody new. */
  become(anonymousId?: string, userId?: string): void
  /** Removes every trace from the device. */
  forget(): void
  /** When the current visit began, in milliseconds since 1970; called for each event, which keeps the visit going. */
  visit(now: number): number
}

const VISITOR = 'leadlight'
const VISIT = 'leadlight-visit'

/** 400 days in seconds, the longest that browsers grant. */
const COOKIE_AGE_S = 34_560_000

/**
 * Keeps the ids in a cookie and in `storage`; whichever survives restores the other.
 *
 * @param persistent false keeps no cookie
 * @param cookieDomain shares the cookie with subdomains; undefined keeps it on the page's own host
 */
export function createVisitor(
  storage: TextStorage,
  persistent: boolean,
  cookieDomain: string | undefined,
): Visitor {
  let anonymousId: string
  let userId: string | undefined

  const writeCookie = guard((value: string, age: number) => {
    const secure = location.protocol === 'https:' ? ';secure' : ''
    const domain = cookieDomain ? `;domain=${cookieDomain}` : ''
    if (persistent) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
      document.cookie = `${VISITOR}=${value};path=/;samesite=lax;max-age=${age}${secure}${domain}`
    }
  })
  const become = (newId = uniqueId(), user?: string) => {
    anonymousId = newId
    userId = user
    const value = user ? `${newId}.${encodeURIComponent(user)}` : newId
    writeCookie(value, COOKIE_AGE_S)
    storage[VISITOR] = value
  }

  const kept = guard(() => {
    const found = `;${persistent && document.cookie}; ${VISITOR}=${storage[VISITOR]}`
    const [, id, user] = found.match(/; ?leadlight=([\w-]{16,64})(?:\.([^;]+))?(?:;|$)/) ?? []
    return [id, user && decodeURIComponent(user)] as const
  })
  guard(become)(...(kept() ?? []))

  return {
    anonymousId: () => anonymousId,
    userId: () => userId,
    become: guard(become),
    forget() {
      writeCookie('', -1)
      delete storage[VISITOR]
      delete storage[VISIT]
    },
    visit(now) {
      const [start, last = 0] = (storage[VISIT] ?? '').split('.').map(Number)
      const began = start && Math.abs(now - last) < VISIT_GAP_MS ? start : now
      guard(() => {
        storage[VISIT] = `${began}.${now}`
      })()
      return began
    },
  }
}
