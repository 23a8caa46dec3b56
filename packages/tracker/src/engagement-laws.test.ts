import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { engagement } from './engagement.ts'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

/** A step in the history of a page; times in milliseconds. */
type Step =
  | { do: 'wait' | 'sleep' | 'freeze'; ms: number }
  | { do: 'set clock'; ms: number }
  | { do: 'show' | 'hide' | 'focus' | 'blur' | 'input' | 'play' | 'next view' | 'leave and return' }

const IDLE_MS = 30_000

/** Largest error for each gap, in which the page was frozen or the device asleep, in milliseconds. */
const GAP_ERROR_MS = 1_000

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 45_000 }) }),
  },
  fc.record({
    do: fc.constantFrom('sleep' as const, 'freeze' as const),
    ms: fc.integer({ min: 1, max: 10_000_000 }),
  }),
  fc.record({
    do: fc.constant('set clock' as const),
    ms: fc.integer({ min: -300_000_000, max: 300_000_000 }),
  }),
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'show' as const,
        'hide' as const,
        'focus' as const,
        'blur' as const,
        'input' as const,
        'play' as const,
        'next view' as const,
        'leave and return' as const,
      ),
    }),
  },
)

/** Creates the reference: adds up the visible, focused and active time of a history, without timers. */
function createReference() {
  let visible = true
  let focused = true
  let sinceInput = 0
  let view = 0
  const truths = [0]
  const gaps = [0]
  const turn = (change: () => void) => {
    const before = visible && focused
    change()
    if (visible && focused && !before) sinceInput = 0
  }
  const begin = () => {
    view = truths.push(0) - 1
    gaps.push(0)
    sinceInput = 0
  }
  return {
    truths,
    gaps,
    take(now: Step) {
      if (now.do === 'wait') {
        const active = Math.max(0, Math.min(now.ms, IDLE_MS - sinceInput))
        if (visible && focused) truths[view] = (truths[view] ?? 0) + active
        sinceInput += now.ms
      } else if (now.do === 'sleep' || now.do === 'freeze') {
        sinceInput += now.ms
        if (visible && focused) gaps[view] = (gaps[view] ?? 0) + 1
      } else if (now.do === 'show') turn(() => (visible = true))
      else if (now.do === 'hide') visible = false
      else if (now.do === 'focus') turn(() => (focused = true))
      else if (now.do === 'blur') focused = false
      else if (now.do === 'input' || now.do === 'play') sinceInput = 0
      else if (now.do === 'next view') begin()
      else if (now.do === 'leave and return') {
        visible = false
        begin()
        turn(() => (visible = true))
      }
    },
  }
}

let recording: RecordingHost | undefined
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  recording?.stop()
  recording = undefined
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** Plays a history to the plugin, with events and timers. @returns the largest report of each page view */
function measure(history: Step[]): number[] {
  let visible = true
  let focused = true
  let views = 0
  /** Time that passed while timers were stopped. */
  let slept = 0
  const reports: number[] = [0]
  const awake = performance.now.bind(performance)
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => awake() + slept)
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => !visible)
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused)
  const page = createRecordingHost({
    track: (_, { page_view_id, engaged_ms }) => {
      reports[Number(page_view_id)] = Math.max(reports[Number(page_view_id)] ?? 0, Number(engaged_ms))
    },
  })
  recording = page
  engagement()(page.host)
  const next = () => page.startPageView({ id: `${views++}`, path: '/', contentType: undefined })
  const change = (toVisible: boolean, toFocused: boolean) => {
    const [wasVisible, wasFocused] = [visible, focused]
    visible = toVisible
    focused = toFocused
    if (visible !== wasVisible) {
      if (!visible) page.hide(false)
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    }
    if (focused !== wasFocused) window.dispatchEvent(new Event(focused ? 'focus' : 'blur'))
  }
  const film = document.createElement('video')
  document.body.append(film)
  next()
  for (const now of history) {
    if (now.do === 'wait') vi.advanceTimersByTime(now.ms)
    else if (now.do === 'sleep' || now.do === 'freeze') slept += now.ms
    else if (now.do === 'set clock') vi.setSystemTime(Date.now() + now.ms)
    else if (now.do === 'show') change(true, focused)
    else if (now.do === 'hide') change(false, focused)
    else if (now.do === 'focus') change(visible, true)
    else if (now.do === 'blur') change(visible, false)
    else if (now.do === 'input') document.body.dispatchEvent(new Event('pointermove', { bubbles: true }))
    else if (now.do === 'play') film.dispatchEvent(new Event('timeupdate', { bubbles: true }))
    else if (now.do === 'next view') next()
    else if (now.do === 'leave and return') {
      page.hide(true)
      change(false, focused)
      // Timers of a page in the back/forward cache are stopped.
      slept += 60_000
      change(true, focused)
      window.dispatchEvent(new Event('pageshow'))
      next()
    }
  }
  page.hide(true)
  page.stop()
  film.remove()
  clock.mockRestore()
  return Array.from({ length: views }, (_, i) => reports[i] ?? 0)
}

/** Expects a measurement to equal the reference, except for gaps and rounding. */
function compare(history: Step[], measured: number[]) {
  const { truths, gaps, take } = createReference()
  for (const now of history) take(now)
  expect(measured).toHaveLength(truths.length)
  for (const [view, ms] of measured.entries()) {
    const error = Math.abs(ms - (truths[view] ?? 0))
    expect(error, `view ${view}: ${ms} of ${truths[view]}`).toBeLessThanOrEqual(
      1 + GAP_ERROR_MS * (gaps[view] ?? 0),
    )
  }
}

test('any history of a page: reports the visible, focused and active time of each page view, to a second per gap', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (history) => compare(history, measure(history))),
    { numRuns: Number(process.env.PROPERTY_RUNS ?? 200) },
  )
})

test('the comparison detects time that was counted while the page was hidden', () => {
  const history: Step[] = [{ do: 'wait', ms: 5_000 }, { do: 'hide' }, { do: 'wait', ms: 5_000 }]
  expect(() => compare(history, [5_000])).not.toThrow()
  expect(() => compare(history, [10_000])).toThrow()
})
