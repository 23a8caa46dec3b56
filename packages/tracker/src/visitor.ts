import { VISIT_GAP_MS } from '@leadlight/protocol/limits'
import type { DeviceStorage } from './device-storage.ts'
import { guard } from './guard.ts'
import { uniqueId } from './unique-id.ts'

/** Who is at this browser. */
export interface Visitor {
  anonymousId(): string
  /** As last given to `identify`. */
  userId(): string | undefined
  identify(userId: string): void
  /** Becomes somebody new. */
  reset(): void
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
 * Keeps the ids in a cookie, shared with subdomains, and in localStorage; whichever survives restores the other.
 *
 * @param cookieDomain domain of the cookie; the page's own host when undefined
 * @param persistent false keeps everything in memory
 */
export function createVisitor(
  storage: DeviceStorage,
  persistent: boolean,
  cookieDomain: string | undefined,
): Visitor {
  let anonymousId: string
  let userId: string | undefined

  const writeCookie = guard((value: string, age: number) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
    if (persistent)
      document.cookie = `${VISITOR}=${value};path=/;max-age=${age};samesite=lax${
        location.protocol === 'https:' ? ';secure' : ''
      }${cookieDomain ? `;domain=${cookieDomain}` : ''}`
  })
  const keep = () => {
    const value = anonymousId + (userId ? `.${encodeURIComponent(userId)}` : '')
    storage.write(VISITOR, value)
    writeCookie(value, COOKIE_AGE_S)
  }
  const become = (id = uniqueId(), user?: string) => {
    anonymousId = id
    userId = user
    keep()
  }

  const kept = guard(() => {
    const cookies = persistent ? document.cookie : ''
    const match = `${cookies}; ${VISITOR}=${storage.read(VISITOR)}`.match(
      /(?:^|; )leadlight=([\w-]{16,64})(?:\.([^;]*))?(?:;|$)/,
    )
    return match && ([match[1], match[2] && decodeURIComponent(match[2])] as const)
  })()
  become(...(kept ?? []))

  return {
    anonymousId: () => anonymousId,
    userId: () => userId,
    identify(id) {
      userId = id
      keep()
    },
    reset() {
      storage.remove(VISIT)
      become()
    },
    forget() {
      storage.remove(VISITOR)
      storage.remove(VISIT)
      writeCookie('', 0)
    },
    visit(now) {
      const [start, last] = (storage.read(VISIT) ?? '').split('.').map(Number)
      const began = start && last && Math.abs(now - last) < VISIT_GAP_MS ? start : now
      storage.write(VISIT, `${began}.${now}`)
      return began
    },
  }
}
