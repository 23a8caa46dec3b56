import { VISIT_GAP_MS } from '@leadlight/protocol/limits'
import { guard } from './guard.ts'
import { uniqueId } from './unique-id.ts'

/** Small texts by name; writing may throw when the device is full. */
export type TextStorage = Record<string, string | undefined>

/** Who is at this browser. */
export interface Visitor {
  /** Whether anything is kept on the device. */
  persistent: boolean
  anonymousId: string
  /** As last given to `become`. */
  userId: string | undefined
  /** Remembers who it is; without arguments somebody new. */
  become(anonymousId?: string, userId?: string): void
  /** Removes every trace from the device. */
  forget(): void
  /** When the current visit began, in milliseconds since 1970; called for each event, which keeps the visit going. */
  visit(now: number): number
}

const VISITOR = 'leadlight'
const VISIT = 'leadlight-visit'

/** Where `serverCookie()` remembers that the collector set the cookie. */
export const SERVED = 'leadlight-served'

/** How exactly the device knows when the visitor was last seen, in milliseconds: writing it at each event would cost more than the event. */
const REMEMBER_MS = 10_000

/** All that is kept, by the outbox and by capture forms too, but for the visitor's decision. */
const ours = /^leadlight($|-(?!consent))/

/** 400 days in seconds, the longest that browsers grant. */
const COOKIE_AGE_S = 34_560_000

/**
 * Keeps the ids in a cookie and in `storage`; whichever survives restores the other.
 *
 * @param persistent false keeps no cookie
 * @param cookieDomain shares the cookie with subdomains; empty keeps it on the page's own host
 */
export function createVisitor(storage: TextStorage, persistent: boolean, cookieDomain = ''): Visitor {
  let began = 0
  let seen = Number.NaN
  const keep = guard((value: string, age: number) => {
    const pair = `${VISITOR}=${value};`
    // Written again, a cookie of the server's would become one of a script's, which some browsers keep for a week only.
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
      keep(`${id}.${encodeURIComponent(user)}`, COOKIE_AGE_S)
    }),
    forget() {
      keep('', -1)
      for (const name of Object.keys(storage)) if (ours.test(name)) delete storage[name]
    },
    visit: (now) => {
      if (Math.abs(now - seen) < REMEMBER_MS) return began
      const [start = now, last = 0] = `${storage[VISIT]}`.split('.').map(Number)
      began = Math.abs(now - last) < VISIT_GAP_MS ? start : now
      seen = now
      guard(() => {
        storage[VISIT] = `${began}.${now}`
      })()
      return began
    },
  }
  const cookie = guard(() => persistent && document.cookie)()
  const [, id, user = ''] =
    `${cookie};${VISITOR}=${storage[VISITOR]}`.match(/\bleadlight=([\w-]{16,64})\.([^;]*)/) ?? []
  visitor.become(id, guard(decodeURIComponent)(user))
  return visitor
}
