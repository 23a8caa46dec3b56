import { every } from './every.ts'
import { listen } from './listen.ts'
import type { PageView, Plugin } from './plugin.ts'

/** After this long without input a visitor is taken for away, in milliseconds. */
const IDLE_MS = 30_000

/** How often the clock is read, in milliseconds. */
const TICK_MS = 1_000

/** A longer gap between two readings means that the page was frozen or the machine slept, in milliseconds. */
const MAX_GAP_MS = 2_000

/** Engaged time of a page view at which its first report leaves before the page does; each further one after twice as much. */
const FIRST_REPORT_MS = 30_000

/**
 * Measures how long each page view was really looked at: page visible, window focused, input within 30 s (media that plays with
 * sound counts). Reports the sum so far when the page is hidden, left or replaced, and at growing intervals in between.
 */
export function engagement(): Plugin {
  return ({ track, onPageView, onHide, signal }) => {
    let view: PageView | undefined
    let engagedMs = 0
    let scrollDepth = 0
    let reportedMs = 0
    let seq = 0
    let active = false
    let readAt = 0
    let inputAt = 0

    /** Adds up what passed since the last reading; reports when that is due, or `now` if there is something new. */
    const read = (now?: boolean) => {
      const time = performance.now()
      const gap = time - readAt
      // Of a long gap, only the time until the next reading was due can have been spent on the page.
      const spent = gap > MAX_GAP_MS ? TICK_MS : gap
      if (active) engagedMs += Math.max(0, Math.min(spent, inputAt + IDLE_MS - readAt))
      // Whoever comes back to the page has done something.
      else inputAt = time
      readAt = time
      active = !document.hidden && document.hasFocus()
      // Not at the very start, when the page was not laid out yet.
      if (!view) return
      const depth = (scrollY + innerHeight) / document.documentElement.scrollHeight
      scrollDepth = Math.max(scrollDepth, Math.min(100, Math.round(depth * 100)))
      if (engagedMs < (now ? reportedMs + 1 : Math.max(FIRST_REPORT_MS, 2 * reportedMs))) return
      reportedMs = engagedMs
      track('Page Engaged', {
        page_view_id: view.id,
        path: view.path,
        content_type: view.contentType,
        engaged_ms: Math.round(engagedMs),
        seq: ++seq,
        scroll_depth: scrollDepth,
      })
    }

    onPageView((next) => {
      read(true)
      view = next
      engagedMs = scrollDepth = reportedMs = seq = 0
      inputAt = readAt
    })
    onHide(() => {
      read(true)
      // A page that is left is hidden a moment later.
      active = false
    })
    listen(window, 'visibilitychange focus blur pageshow', signal, () => read())
    const inputs = 'pointerdown pointermove keydown wheel scroll touchmove timeupdate'
    listen(window, inputs, signal, ({ target, type }) => {
      // Muted films and scrolling tickers play by themselves.
      if ((target as HTMLMediaElement).muted || (type === 'scroll' && target !== document)) return
      const time = performance.now()
      if (time > inputAt + IDLE_MS) read()
      inputAt = time
    })
    every(TICK_MS, signal, read)
  }
}
