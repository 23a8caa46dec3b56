import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PluginHost } from './plugin.ts'
import type { Tracker } from './tracker.ts'

const page = window as unknown as {
  leadlight?: (Tracker & { push(...calls: unknown[][]): void }) | unknown[][]
}
let posted: { url: string; batch: { event?: string; type: string }[]; writeKey: string }[]

beforeEach(() => {
  posted = []
  delete page.leadlight
  localStorage.clear()
  vi.resetModules()
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    posted.push({ url, ...JSON.parse(body) })
    return Response.json({ success: true })
  })
})
afterEach(() => {
  if (page.leadlight && 'consent' in page.leadlight) page.leadlight.consent('denied')
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Runs the script as from a tag with these attributes. */
async function runScript(data: Record<string, string>) {
  const tag = document.createElement('script')
  Object.assign(tag.dataset, data)
  Object.defineProperty(tag, 'src', { value: 'https://leads.example.com/leadlight.js' })
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(tag)
  vi.resetModules()
  await import('./script.ts')
}
const names = () => posted.flatMap(({ batch }) => batch.map(({ event, type }) => event ?? type))
const api = () => page.leadlight as Tracker & { push(...calls: unknown[][]): void }

test('executes queued calls in order, and later ones at once', async () => {
  page.leadlight = [
    ['track', 'Waited', { n: 1 }],
    ['identify', 'u1'],
  ]
  await runScript({ writeKey: 'wk' })
  api().push(['track', 'Pushed'])
  api().track('Called')
  api().push(['no such call'], ['track'], null as never, ['track', 'After Nonsense'])
  await api().flush()
  expect(posted[0]).toMatchObject({ url: 'https://leads.example.com/v1/batch', writeKey: 'wk' })
  expect(names()).toEqual(['page', 'Waited', 'identify', 'Pushed', 'Called', 'undefined', 'After Nonsense'])
})

test('queued listeners and plugins get the first event', async () => {
  const heard: unknown[] = []
  const waiting: unknown[][] & { plugins?: unknown[] } = [
    ['on', 'event', ({ type, event }: { type: string; event?: string }) => heard.push(event ?? type)],
  ]
  waiting.plugins = [({ track }: PluginHost) => track('From Add-On', {})]
  page.leadlight = waiting
  await runScript({ writeKey: 'wk' })
  await api().flush()
  expect(heard).toEqual(['From Add-On', 'page'])
  expect(names()).toEqual(['From Add-On', 'page'])
})

test('ignores a second tag', async () => {
  await runScript({ writeKey: 'wk' })
  const first = api()
  await runScript({ writeKey: 'other' })
  expect(api()).toBe(first)
})

test('reads collector, consent and forms from attributes', async () => {
  await runScript({ writeKey: 'wk', collector: 'https://c.example/base/', consent: 'required', forms: 'off' })
  expect(api().anonymousId()).toBeUndefined()
  api().consent('granted')
  await api().flush()
  expect(posted[0]?.url).toBe('https://c.example/base/v1/batch')
})

test('finds its tag when loaded as a module', async () => {
  document.head.innerHTML = '<script data-write-key="wk_found" data-collector="https://c.example"></script>'
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(null)
  await import('./script.ts')
  await api().flush()
  expect(posted[0]).toMatchObject({ url: 'https://c.example/v1/batch', writeKey: 'wk_found' })
})

test('without a tag: prints an error, and does nothing', async () => {
  document.head.innerHTML = ''
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(null)
  await import('./script.ts')
  expect(error).toHaveBeenCalledExactlyOnceWith('Leadlight: set data-write-key and data-collector')
  expect(page.leadlight).toBeUndefined()
})

test.each([
  ['opt-out', 'debug', 1],
  ['opt-out', undefined, 0],
  ['required', 'debug', 0],
  ['cookieless', 'debug', 0],
])('consent mode %s, marked %s: reads sessionStorage %i times', async (consent, mark, times) => {
  if (mark) localStorage['leadlight-debug'] = mark
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const read = vi.spyOn(window, 'sessionStorage', 'get')
  await runScript({ writeKey: 'wk', consent })
  vi.advanceTimersByTime(1_000)
  vi.useRealTimers()
  expect(read).toHaveBeenCalledTimes(times)
})

test('ignores an element of the page with the id leadlight', async () => {
  document.body.innerHTML = '<div id="leadlight"></div>'
  page.leadlight = document.querySelector('div') as never
  await runScript({ writeKey: 'wk' })
  expect(api().anonymousId()).toBeDefined()
})

test('asks where forms are only after the page had time to paint', async () => {
  vi.useFakeTimers({ toFake: ['setInterval'] })
  document.body.innerHTML = '<form></form>'
  const ask = vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect')
  await runScript({ writeKey: 'wk' })
  expect(ask).not.toHaveBeenCalled()
  vi.advanceTimersByTime(500)
  vi.useRealTimers()
  expect(ask).toHaveBeenCalled()
})
