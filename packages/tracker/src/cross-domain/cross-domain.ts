import { guard } from '../guard.ts'
import { listen } from '../listen.ts'
import type { Plugin } from '../plugin.ts'
import { takeParameter, withParameter } from './link-parameter.ts'
import { domainOf, readTicket, writeTicket } from './ticket.ts'

/** Options of `crossDomain`. */
export interface CrossDomainOptions {
  /** The domains of the site, like `['shop.example', 'shop.test']`; includes their subdomains. The same list on each domain. */
  domains: readonly string[]
}

/** Storage key of the time of the latest accepted ticket, in milliseconds since 1970; only newer tickets are accepted. */
const ACCEPTED = 'leadlight-carried'

/**
 * Creates a plugin that carries the visitor from one of the site's domains to another. A link to another domain gets a ticket when it
 * is clicked; the target page removes it from its address at once, before consent is known. A ticket is written and accepted only
 * with consent on its side, and never in `cookieless` mode.
 *
 * A ticket is accepted once per browser and host, within two minutes, between the two domains it was written for, and only if the
 * referrer, which other pages cannot forge, is the first of them. Put this plugin first.
 */
export function crossDomain({ domains }: CrossDomainOptions): Plugin {
  let arrival = guard(() => (typeof location === 'undefined' ? undefined : takeParameter()))()

  return ({ visitor, signal }) => {
    if (!visitor.persistent) return
    const here = domainOf(location.hostname, domains)
    if (!here) return

    guard(() => {
      const from = domainOf(new URL(document.referrer).hostname, domains)
      if (!arrival || !from || from === here) return
      const ticket = readTicket(arrival, from, here, Date.now())
      // After a denial, a renewed grant must not bring the visitor back.
      arrival = undefined
      if (!ticket || ticket.time <= Number(localStorage[ACCEPTED] ?? 0)) return
      // If this throws, the ticket is not accepted, because it could be used twice.
      localStorage[ACCEPTED] = `${ticket.time}`
      visitor.become(ticket.anonymousId, visitor.userId)
    })()
    signal.addEventListener(
      'abort',
      guard(() => localStorage.removeItem(ACCEPTED)),
    )

    listen(window, 'click auxclick', signal, (event) => {
      if ((event as MouseEvent).button > 1) return
      const isLink = (node: EventTarget) => (node as Element).matches?.('a[href],area[href]')
      const link = event.composedPath().find(isLink) as HTMLAnchorElement | undefined
      const to = link?.protocol.startsWith('http') && domainOf(link.hostname, domains)
      if (!link || !to || to === here || link.relList.contains('noreferrer')) return
      const original = link.getAttribute('href') ?? ''
      const decorated = withParameter(link.href, writeTicket(visitor.anonymousId, here, to, Date.now()))
      link.href = decorated
      // Navigation has started by then. A link that is copied later must not contain the ticket.
      setTimeout(() => {
        if (link.href === decorated) link.setAttribute('href', original)
      })
    })
  }
}
