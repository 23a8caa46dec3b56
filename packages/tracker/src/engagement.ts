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
    let nextReportMs = FIRST_REPORT_MS
    let seq = 0
    let active = false
    let readAt = 0
    let inputAt = performance.now()

    const read = () => {
      const now = performance.now()
      if (active) engagedMs += Math.max(0, Math.min(now, inputAt + IDLE_MS, readAt + MAX_GAP_MS) - readAt)
      readAt = now
      const wasActive = active
      active = document.visibilityState === 'visible' && document.hasFocus()
      // Whoever comes back to the page has done something.
      if (active && !wasActive) inputAt = now
    }
    const readAll = () => {
      read()
      const { scrollHeight } = document.documentElement
      scrollDepth = Math.max(scrollDepth, Math.min(1, (scrollY + innerHeight) / scrollHeight))
      if (engagedMs >= nextReportMs) report()
    }
    const report = () => {
      if (!view || engagedMs <= reportedMs) return
      reportedMs = engagedMs
      while (nextReportMs <= engagedMs) nextReportMs *= 2
      track('Page Engaged', {
        page_view_id: view.id,
        path: view.path,
        content_type: view.contentType,
        engaged_ms: Math.round(engagedMs),
        seq: ++seq,
        scroll_depth: Math.round(scrollDepth * 100),
      })
    }
    const finish = () => {
      readAll()
      report()
    }

    onPageView((next) => {
      finish()
      view = next
      engagedMs = scrollDepth = reportedMs = seq = 0
      nextReportMs = FIRST_REPORT_MS
      inputAt = performance.now()
      read()
    })
    onHide(() => {
      finish()
      active = false
    })
    listen(document, 'visibilitychange', signal, read)
    listen(window, 'focus blur pageshow', signal, read)
    const inputs = 'pointerdown pointermove keydown wheel scroll touchmove timeupdate'
    listen(window, inputs, signal, ({ target, type }) => {
      // Muted films and scrolling tickers play by themselves.
      if ((target as HTMLMediaElement).muted || (type === 'scroll' && target !== document)) return
      const now = performance.now()
      if (now > inputAt + IDLE_MS) read()
      inputAt = now
    })
    const ticker = setInterval(readAll, TICK_MS)
    signal.addEventListener('abort', () => clearInterval(ticker))
  }
}
