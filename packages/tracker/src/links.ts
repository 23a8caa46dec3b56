import { cleanUrl, withoutAddresses } from './clean-url.ts'
import { listen } from './listen.ts'
import type { Plugin } from './plugin.ts'

const file = /\.(pdf|docx?|xlsx?|pptx?|csv|epub|zip|rar|7z|gz|dmg|exe|msi|apk|mp[34]|mov)$/i

/** Longest text of a link that is sent, in UTF-16 code units. */
const MAX_TEXT = 100

/** What a link does, besides leading to another page of this site; undefined when it only does that. */
function readKind(link: Element, url: URL): 'tel' | 'mailto' | 'download' | 'outbound' | undefined {
  const scheme = url.protocol.slice(0, -1)
  if (scheme === 'tel' || scheme === 'mailto') return scheme
  if (link.hasAttribute('download') || file.test(url.pathname)) return 'download'
  return scheme.startsWith('http') && url.host !== location.host ? 'outbound' : undefined
}

/** Notices clicks on links that lead away, download, dial or write a mail, and on what carries `data-leadlight-event`. */
export function links(): Plugin {
  return ({ track, signal }) =>
    listen(window, 'click auxclick', signal, (event) => {
      // The secondary button opens a menu, not the link.
      if ((event as MouseEvent).button > 1) return
      const find = (selector: string) =>
        event
          .composedPath()
          .find((node): node is Element => node instanceof Element && node.matches(selector))
      const marked = find('[data-leadlight-event]')
      const link = find('a[href],area[href]')
      const url = link && new URL(link.getAttribute('href') ?? '', document.baseURI)
      const kind = marked ? 'event' : link && url && readKind(link, url)
      if (!kind) return
      const isPage = url?.protocol.startsWith('http')
      track('Link Clicked', {
        href: (isPage ? cleanUrl(url?.href ?? '')?.href : url?.href.split('?')[0]) ?? '',
        kind,
        text:
          marked?.getAttribute('data-leadlight-event') ||
          withoutAddresses((marked ?? link)?.textContent.trim() ?? '').slice(0, MAX_TEXT),
      })
    })
}
