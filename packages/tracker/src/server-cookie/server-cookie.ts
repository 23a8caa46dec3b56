import { guard } from '../guard.ts'
import type { Plugin } from '../plugin.ts'
import { SERVED } from '../visitor.ts'

/** Which collector sets the cookie, and for whom. */
export interface ServerCookieOptions {
  /** URL of the collector, on the page's own host, or on one under `cookieDomain`. */
  collector: string
  /** As given to the tracker. */
  cookieDomain?: string | undefined
}

/** How often it is set anew, in milliseconds. */
const RENEWAL_MS = 86_400_000

/**
 * Has the collector set the visitor's cookie, at most once a day: Safari keeps what a script sets for seven days, or one, and what the
 * site's own server sets for 400. It wants a collector of the same site, best behind the site's own address. Events go on
 * without cookies; in `cookieless` mode, and without consent, it does nothing.
 */
export function serverCookie({ collector, cookieDomain }: ServerCookieOptions): Plugin {
  return ({ visitor, signal }) => {
    if (!visitor.persistent) return
    const { anonymousId, userId } = visitor
    const ask = async () => {
      const content = `${anonymousId}.${encodeURIComponent(userId ?? '')}`
      // When the collector last set the cookie, in milliseconds since 1970, and what is in it.
      const [, served, last] = /^(\d+) (.*)$/.exec(`${localStorage[SERVED]}`) ?? []
      if (last === content && Math.abs(Date.now() - Number(served)) < RENEWAL_MS) return
      const response = await fetch(`${collector.replace(/\/$/, '')}/v1/visitor`, {
        method: 'POST',
        // As plain text, so that it needs no preflight.
        body: JSON.stringify({ anonymousId, userId, domain: cookieDomain }),
        credentials: 'include',
        signal,
      })
      if (response.ok && !signal.aborted) localStorage[SERVED] = `${Date.now()} ${content}`
    }
    /** The answer to a question asked before a denial may have come after it. */
    const forget = guard(() => {
      localStorage.removeItem(SERVED)
      if (!document.cookie.includes(`leadlight=${anonymousId}.`)) return
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, and a leaving page has no later
      document.cookie = `leadlight=;path=/;max-age=-1;domain=${cookieDomain ?? ''}`
    })
    signal.addEventListener('abort', forget)
    ask()
      .catch(() => {})
      .then(() => signal.aborted && forget())
  }
}
