import { VISIT_GAP_MS } from '@leadlight/protocol/limits'
import { guard } from './guard.ts'
import { uniqueId } from './unique-id.ts'

/** A storage of texts by key, like `localStorage`; writing may throw when the device is full. */
export type TextStorage = Record<string, string | undefined>

/** The visitor at this browser. */
export interface Visitor {
  /** Whether ids are stored on the device. */
  persistent: boolean
  anonymousId: string
  /** The latest user id passed to `become`. */
  userId: string | undefined
  /** Changes and stores the ids; without arguments, to those of a new visitor. */
  become(anonymousId?: string, userId?: string): void
  /** Reads the stored ids again, which another page may have changed. */
  read(): void
  /** Returns the start of the current visit, in milliseconds since 1970. Call it for each event, which extends the visit. */
  visit(now: number): number
}

/** Storage key of the visitor's ids, and name of the cookie. */
export const VISITOR = 'leadlight'
const VISIT = 'leadlight-visit'

/** Storage key under which `serverCookie()` records that the collector has set the cookie. */
export const SERVED = 'leadlight-served'

/** Interval at which the time of the latest event is stored, in milliseconds: storing it for each event is too slow. */
const VISIT_WRITE_MS = 10_000

/** Storage keys of Leadlight, those of the outbox and of capture forms included, except the consent decision. */
const ownKeys = /^leadlight($|-(?!consent))/

/** 400 days in seconds, the maximum in browsers. */
const COOKIE_AGE_S = 34_560_000

/**
 * Sets the visitor's cookie.
 *
 * @param age in seconds
 * @param domain replaces the cookie of the page's own host, too, which would be read first; empty for that one
 */
function setCookie(value: string, age: number, domain: string): void {
  if (domain) setCookie('', -1, '')
  const secure = location.protocol === 'https:' ? ';secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
  document.cookie = `${VISITOR}=${value};path=/;samesite=lax;max-age=${age};domain=${domain}${secure}`
}

/** Deletes the visitor's ids on this device, whichever page stored them, and everything else in `storage` but the consent decision. */
export function forgetVisitor(storage: TextStorage, cookieDomain = ''): void {
  for (const name of Object.keys(storage)) if (ownKeys.test(name)) delete storage[name]
  guard(setCookie)('', -1, cookieDomain)
}

/**
 * Creates the visitor from the ids in the cookie, or else in `storage`, or else with a new id. Ids are stored in both.
 *
 * @param persistent false sets no cookie
 * @param cookieDomain domain of the cookie; empty for the page's own host
 */
export function createVisitor(storage: TextStorage, persistent: boolean, cookieDomain = ''): Visitor {
  let visitStart = 0
  let storedAt = Number.NaN
  const visitor: Visitor = {
    persistent,
    anonymousId: '',
    userId: undefined,
    become: guard((id = uniqueId(), user = '') => {
      visitor.anonymousId = id
      visitor.userId = user || undefined
      const value = `${id}.${encodeURIComponent(user)}`
      // Do not overwrite a cookie set by the server: some browsers limit those set by scripts to seven days.
      if (!storage[SERVED] || !`${document.cookie};`.includes(`${VISITOR}=${value};`))
        if (persistent) guard(setCookie)(value, COOKIE_AGE_S, cookieDomain)
      storage[VISITOR] = value
    }),
    read() {
      const cookie = guard(() => persistent && document.cookie)()
      const [, id, user = ''] =
        `${cookie};${VISITOR}=${storage[VISITOR]}`.match(/\bleadlight=([\w-]{16,64})\.([^;]*)/) ?? []
      visitor.become(id, guard(decodeURIComponent)(user))
    },
    visit: (now) => {
      if (Math.abs(now - storedAt) < VISIT_WRITE_MS) return visitStart
      const [start = now, last = 0] = `${storage[VISIT]}`.split('.').map(Number)
      visitStart = Math.abs(now - last) < VISIT_GAP_MS ? start : now
      storedAt = now
      guard(() => {
        storage[VISIT] = `${visitStart}.${now}`
      })()
      return visitStart
    },
  }
  visitor.read()
  return visitor
}
