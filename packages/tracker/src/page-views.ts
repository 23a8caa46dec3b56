import { cleanUrl } from './clean-url.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { Plugin } from './plugin.ts'
import { readContentType } from './read-content-type.ts'

/** Options of `pageViews`: which changes of the address start a page view, in addition to those of the path. */
export interface PageViewsOptions {
  /** Changes of the query, for sites that select the page by it. */
  query?: boolean | undefined
  /** Changes of the fragment, for routers that use it. */
  hash?: boolean | undefined
}

/**
 * Creates a plugin that tracks page views: on load, when a single-page app changes the path, and on return from the back/forward
 * cache. Several changes in one task, as routers make them, count as one.
 */
export function pageViews({ query, hash }: PageViewsOptions = {}): Plugin {
  return ({ page, signal }) => {
    let viewed: string | undefined
    const address = () => location.pathname + (query ? location.search : '') + (hash ? location.hash : '')
    const view = () => {
      viewed = address()
      const url = hash && cleanUrl(location.href, hash)
      page(() => ({
        content_type: readContentType(),
        ...(url && { url: url.href, path: url.pathname + url.hash }),
      }))
    }
    const check = guard(() => {
      if (!signal.aborted && viewed !== address()) view()
    })
    const checkSoon = () => void setTimeout(check)

    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name]
      history[name] = function (...args) {
        checkSoon()
        return original.apply(this, args)
      }
    }
    listen(window, 'popstate', signal, checkSoon)
    // Apps that use the Navigation API call neither of the two. Many pages have a variable or an element of that name.
    guard(listen)(window.navigation, 'currententrychange', signal, checkSoon)
    listen(window, 'pageshow', signal, (event) => {
      if ((event as PageTransitionEvent).persisted) view()
    })
    view()
  }
}
