import { cleanUrl, withoutAddresses } from './clean-url.ts'
import type { Send } from './create-send.ts'
import { guard } from './guard.ts'
import type { PageView, PluginHost, Properties } from './plugin.ts'
import { uniqueId } from './unique-id.ts'

/** How often a page view is read again while it is held, so that an app can render the page and set its title, in milliseconds. */
const RENDER_MS = 200

/** How many times at least. */
const READS = 5

/** How many times at most, while it has the title of the page before: apps may change the address before they load the page. */
const MAX_READS = 15

/** The page view that lasts, whose event is held for a while. */
export interface CurrentPage extends Pick<PluginHost, 'page' | 'pageView'> {
  /** Reads title and properties a last time, and releases the event of the page view, if it is still held. */
  release(): void
}

/**
 * Creates the current page view.
 *
 * @param tell called with each page view that starts
 */
export function createCurrentPage(send: Send, tell: (name: 'view', view: PageView) => void): CurrentPage {
  /** Releases the event of the latest page view, once; with `refresh`, after reading title and properties again. */
  let releaseLatest: ((refresh?: boolean) => void) | undefined
  let pageView: PageView | undefined
  let referrer: string | undefined
  let lastTitle: unknown

  return {
    pageView: () => pageView,
    release: () => releaseLatest?.(true),
    page(properties) {
      // Without reading again: the next page may be shown already.
      releaseLatest?.()
      const messageId = uniqueId()
      const url = cleanUrl(location.href)
      const read = (): Properties => ({
        title: withoutAddresses(`${document.title}`) || undefined,
        ...properties(),
      })
      const facts: Properties & { content_type?: string } = {
        url: url?.href,
        path: url?.pathname,
        search: url?.search || undefined,
        referrer: referrer ?? cleanUrl(document.referrer)?.href,
        page_view_id: messageId,
        ...read(),
      }
      referrer = url?.href
      const view: PageView = { id: messageId, path: `${facts.path}`, contentType: facts.content_type }
      pageView = view
      tell('view', view)
      const release = send('page', { messageId, properties: facts }, true)
      releaseLatest = guard((refresh) => {
        clearInterval(timer)
        if (refresh) Object.assign(facts, read())
        view.contentType = facts.content_type
        lastTitle = facts.title
        release()
      })
      let reads = 0
      const timer = setInterval(
        guard(() => {
          Object.assign(facts, read())
          if (++reads >= (facts.title === lastTitle ? MAX_READS : READS)) releaseLatest?.()
        }),
        RENDER_MS,
      )
    },
  }
}
