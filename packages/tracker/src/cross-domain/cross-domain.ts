import { guard } from '../guard.ts'
import { listen } from '../listen.ts'
import type { Plugin } from '../plugin.ts'
import { takeParameter, withParameter } from './link-parameter.ts'
import { domainOf, readTicket, writeTicket } from './ticket.ts'

/** Where visitors are carried between. */
export interface CrossDomainOptions {
  /** The site's domains, subdomains included, as in `['shop.example', 'shop.test']`; the same list on each of them. */
  domains: readonly string[]
}

/** When the ticket was written that was taken last, in milliseconds since 1970: none as old is taken again. */
const TAKEN = 'leadlight-carried'

/**
 * Carries the visitor from one of the site's domains to another: a link to it gets a ticket when it is clicked, and the page
 * that it leads to takes the ticket out of its address at once, before consent is known. Only with consent on both sides is a
 * ticket written or honoured; without anything kept on the device (`cookieless`), never.
 *
 * A ticket counts once in a browser and host, for two minutes, between the two domains that it was written for, and only when the
 * browser says that it comes from the first (its referrer, which a page elsewhere cannot forge). Put it first among the plugins.
 */
export function crossDomain({ domains }: CrossDomainOptions): Plugin {
  const arrival = guard(() => (typeof location === 'undefined' ? undefined : takeParameter()))()

  return ({ visitor, signal }) => {
    if (!visitor.persistent) return
    const here = domainOf(location.hostname, domains)
    if (!here) return

    guard(() => {
      const from = domainOf(new URL(document.referrer).hostname, domains)
      if (!arrival || !from || from === here) return
      const ticket = readTicket(arrival, from, here, Date.now())
      if (!ticket || ticket.time <= Number(localStorage[TAKEN] ?? 0)) return
      // Where this cannot be remembered, it could be taken twice: better not at all.
      localStorage[TAKEN] = `${ticket.time}`
      visitor.become(ticket.anonymousId, visitor.userId)
    })()
    signal.addEventListener(
      'abort',
      guard(() => localStorage.removeItem(TAKEN)),
    )

    listen(window, 'click auxclick', signal, (event) => {
      if ((event as MouseEvent).button > 1) return
      const isLink = (node: EventTarget) => (node as Element).matches?.('a[href],area[href]')
      const link = event.composedPath().find(isLink) as HTMLAnchorElement | undefined
      const to = link?.protocol.startsWith('http') && domainOf(link.hostname, domains)
      if (!link || !to || to === here || link.relList.contains('noreferrer')) return
      const written = link.getAttribute('href') ?? ''
      const decorated = withParameter(link.href, writeTicket(visitor.anonymousId, here, to, Date.now()))
      link.href = decorated
      // The browser has read it by then; whoever copies the link later must not copy the visitor.
      setTimeout(() => {
        if (link.href === decorated) link.setAttribute('href', written)
      })
    })
  }
}
