import { cleanUrl, withoutAddresses } from './clean-url.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { Plugin } from './plugin.ts'

/** Paths of files to download. */
const file = /\.(pdf|(doc|xls|ppt)x?|csv|zip|gz|dmg|exe|msi|apk|mp[34])$/i

/** Longer link texts are truncated, in UTF-16 code units. */
const MAX_TEXT = 100

/** Where a link of HTML or SVG leads; undefined if it is malformed. */
const addressOf = guard((link: Element) => new URL(`${link.getAttribute('href')}`, document.baseURI))

/** Creates a plugin that tracks clicks on outbound, download, `tel:` and `mailto:` links, and on elements with `data-leadlight-event`. */
export function links(): Plugin {
  return ({ track, signal }) =>
    listen(window, 'click auxclick', signal, (event) => {
      // The secondary button opens a menu instead of the link.
      if ((event as MouseEvent).button > 1) return
      const find = (selector: string) =>
        (event.composedPath() as Element[]).find((node) => node.matches?.(selector))
      const marked = find('[data-leadlight-event]')
      const link = find('a[href],area[href]')
      const { href = '', protocol = '', host, pathname = '' } = (link && addressOf(link)) ?? {}
      const isPage = protocol.startsWith('http')
      const isPerson = /^(tel|mailto)/.test(protocol)
      const kind = marked
        ? 'event'
        : isPerson
          ? protocol.slice(0, -1)
          : file.test(pathname) || link?.hasAttribute('download')
            ? 'download'
            : isPage && host !== location.host && 'outbound'
      if (!kind) return
      track('Link Clicked', {
        // Of other schemes only the name is sent: a `data:` or `javascript:` URL may contain anything.
        href: isPage ? cleanUrl(href)?.href : isPerson ? href.split('?')[0] : protocol,
        kind,
        text:
          marked?.getAttribute('data-leadlight-event') ||
          withoutAddresses((marked ?? link)?.textContent.trim() ?? '').slice(0, MAX_TEXT),
      })
    })
}
