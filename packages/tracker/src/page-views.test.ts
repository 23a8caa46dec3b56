import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type PageViewsOptions, pageViews } from './page-views.ts'
import type { Properties } from './plugin.ts'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

let page: RecordingHost
let seen: { path: string; read: () => Properties | undefined }[]

beforeEach(() => {
  vi.useFakeTimers()
  seen = []
  history.replaceState(null, '', 'http://localhost:3000/')
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
})

function start(options?: PageViewsOptions) {
  page = createRecordingHost({ page: (read) => void seen.push({ path: location.pathname, read }) })
  pageViews(options)(page.host)
}
const paths = () => {
  vi.runAllTimers()
  return seen.map(({ path }) => path)
}

test('tracks the page when it loads, and each change of the path once', () => {
  start()
  history.pushState(null, '', '/pricing')
  expect(paths()).toEqual(['/', '/pricing'])
  history.replaceState(null, '', '/pricing/yearly')
  expect(paths()).toEqual(['/', '/pricing', '/pricing/yearly'])
  history.pushState(null, '', '/pricing/yearly')
  expect(paths()).toHaveLength(3)
})

test('counts one page view if a router replaces the old entry and pushes the new one', () => {
  start()
  history.replaceState({ scroll: 10 }, '', '/')
  history.pushState(null, '', '/a')
  history.replaceState(null, '', '/b')
  expect(paths()).toEqual(['/', '/b'])
})

test('counts changes of query and fragment only on request', () => {
  start()
  history.pushState(null, '', '/?page=2')
  history.pushState(null, '', '/#part')
  expect(paths()).toEqual(['/'])
  page.stop()
  start({ query: true, hash: true })
  history.pushState(null, '', '/?page=3')
  vi.runAllTimers()
  history.pushState(null, '', '/?page=3#/route')
  expect(paths()).toHaveLength(4)
  expect(seen.at(-1)?.read()).toMatchObject({
    url: 'http://localhost:3000/?page=3#/route',
    path: '/#/route',
  })
})

test('tracks going back and forward', () => {
  start()
  history.pushState(null, '', '/a')
  vi.runAllTimers()
  history.replaceState(null, '', '/')
  window.dispatchEvent(new PopStateEvent('popstate'))
  expect(paths()).toEqual(['/', '/a', '/'])
})

test('tracks the return from the back/forward cache', () => {
  start()
  const shown = new Event('pageshow')
  window.dispatchEvent(shown)
  expect(paths()).toEqual(['/'])
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  expect(paths()).toEqual(['/', '/'])
})

test('reads the content type again after an app has rendered the page', () => {
  start()
  document.body.innerHTML = '<main><article><h1>Late</h1></article></main>'
  expect(seen[0]?.read()).toMatchObject({ content_type: 'article' })
  document.body.innerHTML = ''
})

test('ignores changes of the address after the signal was aborted', () => {
  start()
  page.stop()
  history.pushState({ a: 1 }, '', '/after')
  expect(location.pathname).toBe('/after')
  expect(history.state).toEqual({ a: 1 })
  expect(paths()).toEqual(['/'])
})

test.each([
  ['an object', { items: [] }],
  ['an element', document.createElement('nav')],
])('a variable of the page with the name of the Navigation API changes nothing: %s', (_, navigation) => {
  vi.stubGlobal('navigation', navigation)
  start()
  history.pushState(null, '', '/a')
  vi.runAllTimers()
  history.replaceState(null, '', '/')
  window.dispatchEvent(new PopStateEvent('popstate'))
  expect(paths()).toEqual(['/', '/a', '/'])
  vi.unstubAllGlobals()
})
