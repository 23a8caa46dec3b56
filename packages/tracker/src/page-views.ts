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

/** When a single-page app has rendered the page that its address names, in milliseconds. */
const RENDERED_MS = 1_000

/**
 * Sends page views: on load, when a single-page app changes the path, on return from the back/forward cache. Several changes in
 * one task, as routers make them, are one.
 */
export function pageViews({ query, hash }: PageViewsOptions = {}): Plugin {
  return ({ page, pageView, signal }) => {
    let shown: string | undefined
    const address = () => location.pathname + (query ? location.search : '') + (hash ? location.hash : '')
    const view = () => {
      shown = address()
      const url = hash ? cleanUrl(location.href, hash) : undefined
      page({
        content_type: readContentType(),
        ...(url && { url: url.href, path: url.pathname + url.hash }),
      })
    }
    const look = guard(() => {
      if (signal.aborted || shown === address()) return
      view()
      const current = pageView()
      setTimeout(() => {
        if (current) current.contentType = guard(readContentType)()
      }, RENDERED_MS)
    })

    for (const name of ['pushState', 'replaceState'] as const) {
      const original = history[name]
      const patched: typeof original = function (this: History, ...args) {
        original.apply(this, args)
        setTimeout(look)
      }
      history[name] = patched
      signal.addEventListener('abort', () => {
        // Somebody else may have wrapped ours since; then it stays, and does nothing.
        if (history[name] === patched) history[name] = original
      })
    }
    listen(window, 'popstate', signal, () => setTimeout(look))
    listen(window, 'pageshow', signal, (event) => {
      if ((event as PageTransitionEvent).persisted) view()
    })
    view()
  }
}
