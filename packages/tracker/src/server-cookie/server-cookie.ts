import { guard } from '../guard.ts'
import type { Plugin } from '../plugin.ts'
import { SERVED } from '../visitor.ts'

/** Options of `serverCookie`. */
export interface ServerCookieOptions {
  /** URL of the collector, on the page's host or on a host of `cookieDomain`. */
  collector: string
  /** The same as that of the tracker. */
  cookieDomain?: string | undefined
}

/** Interval between renewals of the cookie, in milliseconds. */
const RENEWAL_MS = 86_400_000

/**
 * Creates a plugin that has the collector set the visitor's cookie, at most once a day: Safari keeps cookies set by scripts for seven
 * days or less, those set by the site's own server for 400. The collector must belong to the same site. Events are still sent without
 * cookies; without consent, and in `cookieless` mode, it does nothing.
 */
export function serverCookie({ collector, cookieDomain }: ServerCookieOptions): Plugin {
  return ({ visitor, signal }) => {
    if (!visitor.persistent) return
    const { anonymousId, userId } = visitor
    const renew = async () => {
      const content = `${anonymousId}.${encodeURIComponent(userId ?? '')}`
      // The time at which the collector last set the cookie, in milliseconds since 1970, and the cookie's content.
      const [, served, last] = /^(\d+) (.*)$/.exec(`${localStorage[SERVED]}`) ?? []
      if (last === content && Math.abs(Date.now() - Number(served)) < RENEWAL_MS) return
      const response = await fetch(`${collector.replace(/\/$/, '')}/v1/visitor`, {
        method: 'POST',
        // As plain text, so that no preflight is needed.
        body: JSON.stringify({ anonymousId, userId, domain: cookieDomain }),
        credentials: 'include',
        signal,
      })
      if (response.ok && !signal.aborted) localStorage[SERVED] = `${Date.now()} ${content}`
    }
    /** Deletes the cookie, also when a response sets it after the visitor denied consent. */
    const forget = guard(() => {
      localStorage.removeItem(SERVED)
      if (!document.cookie.includes(`leadlight=${anonymousId}.`)) return
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
      document.cookie = `leadlight=;path=/;max-age=-1;domain=${cookieDomain ?? ''}`
    })
    signal.addEventListener('abort', forget)
    renew()
      .catch(() => {})
      .then(() => signal.aborted && forget())
  }
}
