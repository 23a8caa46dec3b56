import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { engagement } from './engagement.ts'
import type { Properties } from './plugin.ts'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

let page: RecordingHost
let reports: Properties[]
let visible: boolean
let focused: boolean

beforeEach(() => {
  vi.useFakeTimers()
  reports = []
  visible = focused = true
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => !visible)
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused)
  page = createRecordingHost({
    track: (event, properties) => {
      expect(event).toBe('Page Engaged')
      reports.push(properties)
    },
  })
  engagement()(page.host)
  page.startPageView({ id: 'v1', path: '/one', contentType: 'article' })
})
afterEach(() => {
  page.stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTime(ms)
function setVisible(value: boolean) {
  visible = value
  if (!value) page.hide(false)
  document.dispatchEvent(new Event('visibilitychange'))
}
function setFocused(value: boolean) {
  focused = value
  window.dispatchEvent(new Event(value ? 'focus' : 'blur'))
}
const input = (type = 'keydown', target: EventTarget = document.body) =>
  target.dispatchEvent(new Event(type, { bubbles: true }))
const leave = () => {
  page.hide(true)
  return reports.at(-1)?.engaged_ms
}

test('reports the engaged time with all properties', () => {
  pass(4_250)
  page.hide(true)
  expect(reports).toEqual([
    {
      page_view_id: 'v1',
      path: '/one',
      content_type: 'article',
      engaged_ms: 4_250,
      seq: 1,
      scroll_depth: expect.any(Number),
    },
  ])
})

test('does not count hidden time, and reports totals', () => {
  pass(3_000)
  setVisible(false)
  pass(60_000)
  setVisible(true)
  pass(2_000)
  expect(leave()).toBe(5_000)
  expect(reports.map(({ seq, engaged_ms }) => [seq, engaged_ms])).toEqual([
    [1, 3_000],
    [2, 5_000],
  ])
})

test('counts input in the frame that has the focus, but not what the page does with the focus there', () => {
  const frame = document.createElement('iframe')
  vi.spyOn(document, 'activeElement', 'get').mockReturnValue(frame)
  let isActive = false
  vi.stubGlobal('navigator', {
    userActivation: {
      get isActive() {
        return isActive
      },
    },
  })
  pass(25_000)
  isActive = true
  pass(1_000)
  isActive = false
  pass(60_000)
  expect(leave()).toBe(25_000 + 1_000 + 30_000)
  vi.unstubAllGlobals()
})

test('does not count time without focus', () => {
  pass(1_500)
  setFocused(false)
  pass(10_000)
  setFocused(true)
  pass(500)
  expect(leave()).toBe(2_000)
})

test('stops counting after thirty seconds without input, until the next input', () => {
  pass(20_000)
  input()
  pass(100_000)
  input('scroll', document)
  pass(1_000)
  expect(leave()).toBe(51_000)
})

test('counts playing media with sound as input, but not muted media or scrolling elements', () => {
  const play = (muted: boolean) => {
    const film = document.createElement('video')
    film.muted = muted
    document.body.append(film)
    for (let i = 0; i < 120; i++) {
      pass(1_000)
      input('timeupdate', film)
      input('scroll', document.body)
    }
  }
  play(true)
  expect(leave()).toBe(30_000)
  page.startPageView({ id: 'v2', path: '/film', contentType: undefined })
  play(false)
  expect(leave()).toBe(120_000)
})

test('does not count the gap of a frozen page or sleeping device', () => {
  pass(5_000)
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementation(() => now + 3_600_000)
  page.hide(true)
  expect(reports.at(-1)?.engaged_ms).toBeLessThanOrEqual(7_000)
})

test('measures each page view on its own, and reports it when the next one starts', () => {
  pass(2_000)
  page.startPageView({ id: 'v2', path: '/two', contentType: undefined })
  expect(reports[0]).toMatchObject({ page_view_id: 'v1', path: '/one', engaged_ms: 2_000, seq: 1 })
  pass(700)
  page.hide(true)
  expect(reports[1]).toMatchObject({ page_view_id: 'v2', path: '/two', engaged_ms: 700, seq: 1 })
})

test('reports at growing intervals, and only if the time has grown', () => {
  for (let i = 0; i < 300; i++) {
    pass(1_000)
    input()
  }
  expect(reports.map(({ engaged_ms }) => engaged_ms)).toEqual([30_000, 60_000, 120_000, 240_000])
  page.hide(false)
  page.hide(true)
  expect(reports).toHaveLength(5)
})

test('measures nothing after the signal was aborted', () => {
  page.stop()
  pass(100_000)
  expect(reports).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

const change = fc.oneof(
  fc.record({ do: fc.constantFrom('visible' as const, 'focused' as const), value: fc.boolean() }),
  fc.record({ do: fc.constant('input' as const), value: fc.constant(true) }),
)
const history = fc.array(fc.tuple(fc.integer({ min: 1, max: 45_000 }), change), { maxLength: 12 })

test('any history of leaving, idling and returning: reports exactly the visible, focused and active time', () => {
  fc.assert(
    fc.property(history, (steps) => {
      visible = focused = true
      setVisible(true)
      setFocused(true)
      page.startPageView({ id: 'v', path: '/', contentType: undefined })
      reports = []
      let truth = 0
      let sinceInput = 0
      for (const [ms, now] of steps) {
        pass(ms)
        if (visible && focused) truth += Math.max(0, Math.min(ms, 30_000 - sinceInput))
        sinceInput += ms
        const wasActive = visible && focused
        if (now.do === 'visible' && now.value !== visible) setVisible(now.value)
        if (now.do === 'focused' && now.value !== focused) setFocused(now.value)
        if (now.do === 'input') input()
        if (now.do === 'input' || (visible && focused && !wasActive)) sinceInput = 0
      }
      page.hide(true)
      setVisible(true)
      expect(reports.at(-1)?.engaged_ms ?? 0).toBe(truth)
    }),
    { numRuns: 300 },
  )
})
