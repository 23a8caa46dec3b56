import type { FormTriggers } from '@leadlight/protocol'
import { isOccupied } from './is-occupied.ts'
import type { Memory } from './memory.ts'

/** How often the clock, the address and the page are looked at, in milliseconds. */
const TICK_MS = 1_000

/** Without a mouse: so much of the window's height scrolled back up within a tick means leaving. */
const SWIFT = 0.6

/**
 * Calls once a form is due and nothing is in its way. Until then it looks once a second.
 *
 * @param signal stops the waiting
 */
export function whenDue(
  { delay, scroll, exit, pages, reading }: FormTriggers,
  memory: Pick<Memory, 'page' | 'read'>,
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
  const fall = (condition: boolean) => {
    due ||= condition
    check()
  }
  const tick = () => {
    if (address !== location.pathname) {
      address = location.pathname
      const count = memory.page()
      if (pages !== undefined && count >= pages) due = true
    }
    if (reading !== undefined && !document.hidden && document.hasFocus())
      due ||= memory.read(TICK_MS / 1_000) >= 60 * reading
    depth = scrollY
    fall(delay !== undefined && performance.now() - begun >= 1_000 * delay)
  }
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void) =>
    target.addEventListener(type, listener, { passive: true, signal })

  if (scroll !== undefined || exit)
    listen(window, 'scroll', () => {
      const { scrollHeight } = document.documentElement
      if (scroll !== undefined && scrollY + innerHeight >= (scrollHeight * scroll) / 100) fall(true)
      if (exit && matchMedia('(hover: none)').matches && depth - scrollY > SWIFT * innerHeight) fall(true)
    })
  if (exit)
    listen(document.documentElement, 'mouseleave', (event) => {
      if ((event as MouseEvent).clientY <= 0) fall(true)
    })
  const timer = setInterval(tick, TICK_MS)
  signal.addEventListener('abort', () => clearInterval(timer))
  tick()
}
