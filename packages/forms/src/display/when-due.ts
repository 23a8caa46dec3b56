import type { FormTriggers } from '@leadlight/protocol'
import { isOccupied } from './is-occupied.ts'
import type { Memory } from './memory.ts'

/** How often time, address and occupation of the page are checked, in milliseconds. */
const TICK_MS = 1_000

/** Exit intent without a mouse: scrolling up by this share of the window's height within a tick. */
const EXIT_SCROLL = 0.6

/**
 * Calls `open` when a trigger has fired, `element` is in the page and the visitor is not occupied.
 *
 * @param signal stops waiting
 */
export function whenDue(
  { delay, scroll, exit, pages, reading }: FormTriggers,
  memory: Pick<Memory, 'page' | 'read'>,
  element: Element,
  signal: AbortSignal,
  open: () => void,
): void {
  const begun = performance.now()
  let due = false
  let address = ''
  let depth = 0
  const check = () => {
    if (due && !signal.aborted && !isOccupied()) open()
  }
  const dueIf = (condition: boolean) => {
    // An app may show another view.
    if (!element.isConnected) return
    due ||= condition
    check()
  }
  const tick = () => {
    if (!element.isConnected) return
    if (address !== location.pathname) {
      address = location.pathname
      const count = memory.page()
      if (pages !== undefined && count >= pages) due = true
    }
    if (reading !== undefined && !document.hidden && document.hasFocus())
      due ||= memory.read(TICK_MS / 1_000) >= 60 * reading
    depth = scrollY
    dueIf(delay !== undefined && performance.now() - begun >= 1_000 * delay)
  }
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    target.addEventListener(type, listener, { passive: true, signal })

  if (scroll !== undefined || exit)
    listen(window, 'scroll', () => {
      const { scrollHeight } = document.documentElement
      if (scroll !== undefined && scrollY + innerHeight >= (scrollHeight * scroll) / 100) dueIf(true)
      if (exit && matchMedia('(hover: none)').matches && depth - scrollY > EXIT_SCROLL * innerHeight)
        dueIf(true)
    })
  if (exit)
    listen(document.documentElement, 'mouseleave', (event) => {
      if ((event as MouseEvent).clientY <= 0) dueIf(true)
    })
  const timer = setInterval(tick, TICK_MS)
  signal.addEventListener('abort', () => clearInterval(timer))
  tick()
}
