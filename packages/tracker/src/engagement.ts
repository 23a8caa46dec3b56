import { every } from './every.ts'
import { listen } from './listen.ts'
import type { PageView, Plugin } from './plugin.ts'

/** Time without input after which a visitor counts as inactive, in milliseconds. */
const IDLE_MS = 30_000

/** Interval between measurements, in milliseconds. */
const TICK_MS = 1_000

/** A longer gap between two measurements means that the page was frozen or the device was asleep, in milliseconds. */
const MAX_GAP_MS = 2_000

/** Engaged time of the first report during a page view, in milliseconds; each later one follows at twice the time of the last. */
const FIRST_REPORT_MS = 30_000

/**
 * Creates a plugin that measures the engaged time of each page view: the time with the page visible, the window focused, and input
 * within the last 30 s; clicks and keys in embedded frames, and playing media with sound, count as input. `Page Engaged` reports the
 * total so far when the page is hidden, left or followed by another page view, and at growing intervals.
 */
export function engagement(): Plugin {
  return ({ track, onPageView, onHide, signal }) => {
    let view: PageView | undefined
    let engagedMs = 0
    let scrollDepth = 0
    let reportedMs = 0
    let seq = 0
    let active = false
    let measuredAt = 0
    let inputAt = 0

    /** Adds the time since the last measurement; reports it if a report is due or, with `now`, if it has grown. */
    const measure = (now?: boolean) => {
      const time = performance.now()
      const gap = time - measuredAt
      // After a long gap, only the time until the next measurement was due counts.
      const spent = gap > MAX_GAP_MS ? TICK_MS : gap
      if (active) engagedMs += Math.max(0, Math.min(spent, inputAt + IDLE_MS - measuredAt))
      // Returning to the page counts as input.
      else inputAt = time
      measuredAt = time
      // Input in a frame of another site, such as a calendar, is not told to this page otherwise.
      if (navigator.userActivation?.isActive && document.activeElement?.localName === 'iframe') inputAt = time
      active = !document.hidden && document.hasFocus()
      // Before the first page view, the page may have no layout yet.
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
      measure(true)
      view = next
      engagedMs = scrollDepth = reportedMs = seq = 0
      inputAt = measuredAt
    })
    onHide(() => {
      measure(true)
      // What follows until the page is gone does not count.
      active = false
    })
    listen(window, 'visibilitychange focus blur pageshow', signal, () => measure())
    const inputs = 'pointerdown pointermove keydown wheel scroll touchmove timeupdate'
    listen(window, inputs, signal, ({ target, type }) => {
      // Muted videos and scrolling tickers run without the visitor.
      if ((target as HTMLMediaElement).muted || (type === 'scroll' && target !== document)) return
      const time = performance.now()
      if (time > inputAt + IDLE_MS) measure()
      inputAt = time
    })
    every(TICK_MS, signal, measure)
  }
}
