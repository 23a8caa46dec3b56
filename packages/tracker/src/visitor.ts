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
  /** Deletes everything that Leadlight stores on the device, except the consent decision. */
  forget(): void
  /** Returns the start of the current visit, in milliseconds since 1970. Call it for each event, which extends the visit. */
  visit(now: number): number
}

const VISITOR = 'leadlight'
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
 * Creates the visitor from the ids in the cookie, or else in `storage`, or else with a new id. Ids are stored in both.
 *
 * @param persistent false sets no cookie
 * @param cookieDomain domain of the cookie; empty for the page's own host
 */
export function createVisitor(storage: TextStorage, persistent: boolean, cookieDomain = ''): Visitor {
  let visitStart = 0
  let storedAt = Number.NaN
  const store = guard((value: string, age: number) => {
    const pair = `${VISITOR}=${value};`
    // Do not overwrite a cookie set by the server: some browsers limit those set by scripts to seven days.
    if (persistent && !(storage[SERVED] && `${document.cookie};`.includes(pair))) {
      const secure = location.protocol === 'https:' ? ';secure' : ''
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
      document.cookie = `${pair}path=/;samesite=lax;max-age=${age};domain=${cookieDomain}${secure}`
    }
    storage[VISITOR] = value
  })
  const visitor: Visitor = {
    persistent,
    anonymousId: '',
    userId: undefined,
    become: guard((id = uniqueId(), user = '') => {
      visitor.anonymousId = id
      visitor.userId = user || undefined
      store(`${id}.${encodeURIComponent(user)}`, COOKIE_AGE_S)
    }),
    forget() {
      store('', -1)
      for (const name of Object.keys(storage)) if (ownKeys.test(name)) delete storage[name]
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
  const cookie = guard(() => persistent && document.cookie)()
  const [, id, user = ''] =
    `${cookie};${VISITOR}=${storage[VISITOR]}`.match(/\bleadlight=([\w-]{16,64})\.([^;]*)/) ?? []
  visitor.become(id, guard(decodeURIComponent)(user))
  return visitor
}
