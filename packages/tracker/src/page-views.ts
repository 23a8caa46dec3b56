import { cleanUrl } from './clean-url.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { Plugin } from './plugin.ts'
import { readContentType } from './read-content-type.ts'

/** Which changes of the address begin a page view, besides those of the path. */
export interface PageViewsOptions {
  /** Of the query too; for sites that show different pages by it. */
  query?: boolean
  /** Of the fragment too; for routers that live in it. */
  hash?: boolean
}

/**
 * Sends page views: on load, when a single-page app changes the path, on return from the back/forward cache. Several changes in
 * one task, as routers make them, are one.
 */
export function pageViews({ query, hash }: PageViewsOptions = {}): Plugin {
  return ({ page, signal }) => {
    let shown: string | undefined
    const address = () => location.pathname + (query ? location.search : '') + (hash ? location.hash : '')
    const view = () => {
      shown = address()
      const url = hash && cleanUrl(location.href, hash)
      page(() => ({
        content_type: readContentType(),
        ...(url && { url: url.href, path: url.pathname + url.hash }),
      }))
    }
    const look = guard(() => {
      if (!signal.aborted && shown !== address()) view()
    })
    const lookSoon = () => void setTimeout(look)

    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name]
      history[name] = function (...args) {
        lookSoon()
        return original.apply(this, args)
      }
    }
    // An app that intercepts navigation changes no history by itself.
    listen(window.navigation ?? window, 'currententrychange popstate', signal, lookSoon)
    listen(window, 'pageshow', signal, (event) => {
      if ((event as PageTransitionEvent).persisted) view()
    })
    view()
  }
}
