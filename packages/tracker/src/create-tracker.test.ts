import 'fake-indexeddb/auto'
import type { Batch, Receipt } from '@leadlight/protocol'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CONSENT } from './consent.ts'
import { createTracker } from './create-tracker.ts'
import { pageViews } from './page-views.ts'
import type { PluginHost } from './plugin.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'

let batches: Batch[]
let trackers: Tracker[]
let errors: unknown[]

const collector = async (batch: Batch): Promise<Receipt> => {
  batches.push(batch)
  return { success: true }
}
function create(options: Partial<TrackerOptions> = {}): Tracker {
  const tracker = createTracker({ writeKey: 'wk', collector, ...options })
  trackers.push(tracker)
  return tracker
}
const messages = () => batches.flatMap(({ batch }) => batch)
const settle = () => new Promise((resolve) => setTimeout(resolve, 20))
/** Everything that is on the device, whatever its kind. */
const onDevice = async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...document.cookie.split('; ').filter(Boolean),
  ...(await indexedDB.databases()).map(({ name }) => name),
]
const setNavigator = (name: string, value: unknown) =>
  Object.defineProperty(navigator, name, { configurable: true, value })
const noteError = (event: Event | Error) => void errors.push(event)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
  // biome-ignore lint/suspicious/noDocumentCookie: a fresh browser
  document.cookie = 'leadlight=;path=/;max-age=-1'
  batches = []
  trackers = []
  errors = []
  window.addEventListener('error', noteError)
  process.on('unhandledRejection', noteError)
})
afterEach(async () => {
  for (const tracker of trackers) tracker.consent('denied')
  await settle()
  setNavigator('globalPrivacyControl', undefined)
  setNavigator('doNotTrack', null)
  window.removeEventListener('error', noteError)
  process.off('unhandledRejection', noteError)
  vi.restoreAllMocks()
  expect(errors).toEqual([])
})

test('page, track and identify, as Segment messages with what they share said once', async () => {
  const tracker = create()
  tracker.page({ content_type: 'pricing' })
  tracker.track('Demo Requested', { plan: 'pro' })
  tracker.identify('u1', { email: 'jane@example.com' })
  tracker.identify({ company: 'ACME' })
  await tracker.flush()
  expect(batches).toHaveLength(1)
  expect(batches[0]).toMatchObject({
    writeKey: 'wk',
    anonymousId: tracker.anonymousId(),
    context: {
      library: { name: '@leadlight/tracker' },
      locale: navigator.language,
      timezone: expect.any(String),
    },
    batch: [
      { type: 'page', properties: { url: location.href, path: location.pathname, content_type: 'pricing' } },
      { type: 'track', event: 'Demo Requested', properties: { plan: 'pro' } },
      { type: 'identify', userId: 'u1', traits: { email: 'jane@example.com' } },
      { type: 'identify', userId: 'u1', traits: { company: 'ACME' } },
    ],
  })
  const [page] = messages()
  expect(page?.type === 'page' && page.properties?.page_view_id).toBe(page?.messageId)
  expect(messages().every(({ anonymousId }) => anonymousId === undefined)).toBe(true)
})

test('an event made before reset keeps its visitor', async () => {
  const tracker = create()
  const before = tracker.anonymousId()
  tracker.identify('u1')
  tracker.reset()
  tracker.track('Later')
  await tracker.flush()
  expect(batches.map(({ anonymousId }) => anonymousId)).toEqual([before, tracker.anonymousId()])
  expect(messages()[1]?.userId).toBeUndefined()
  expect(before).not.toBe(tracker.anonymousId())
})

test('opt-out: runs unless denied, and a denial deletes everything in the same task and lasts', async () => {
  let aborted = false
  const tracker = create({
    plugins: [
      ({ signal }) =>
        signal.addEventListener('abort', () => {
          aborted = true
        }),
    ],
  })
  tracker.track('Before')
  await settle()
  expect((await onDevice()).length).toBeGreaterThan(2)
  tracker.consent('denied')
  expect(aborted).toBe(true)
  expect(Object.keys(localStorage)).toEqual([CONSENT])
  expect(document.cookie).not.toContain('leadlight')
  tracker.track('After')
  await tracker.flush()
  await settle()
  expect(await onDevice()).toEqual([CONSENT])
  expect(create().anonymousId()).toBeUndefined()
  expect(batches).toEqual([])
})

test('required: nothing is stored, read or sent before the grant; the grant lasts', async () => {
  const reads = vi.spyOn(Document.prototype, 'cookie', 'get')
  let starts = 0
  const plugins = [() => void starts++]
  const tracker = create({ consent: 'required', plugins })
  tracker.page()
  tracker.track('Too Early')
  tracker.identify('u1')
  tracker.reset()
  await tracker.flush()
  expect(reads).not.toHaveBeenCalled()
  expect(await onDevice()).toEqual([])
  expect(starts).toBe(0)

  tracker.consent('granted')
  expect(starts).toBe(1)
  tracker.track('Now')
  await tracker.flush()
  expect(messages()).toMatchObject([{ event: 'Now' }])
  expect(create({ consent: 'required' }).anonymousId()).toBe(tracker.anonymousId())
})

test('a misspelt mode tracks nobody', () => {
  expect(create({ consent: 'optin' as never }).anonymousId()).toBeUndefined()
})

test('a denial counts where the device is too full to remember it', async () => {
  const tracker = create()
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  tracker.consent('denied')
  expect(tracker.anonymousId()).toBeUndefined()
  tracker.track('After')
  await tracker.flush()
  expect(batches).toEqual([])
})

test('a renewed grant starts afresh, with somebody new', () => {
  let starts = 0
  const tracker = create({ plugins: [() => void starts++] })
  const before = tracker.anonymousId()
  tracker.consent('denied')
  tracker.consent('granted')
  tracker.consent('granted')
  expect(starts).toBe(2)
  expect(tracker.anonymousId()).not.toBe(before)
})

test.each([
  ['globalPrivacyControl', true],
  ['doNotTrack', '1'],
])('%s counts as denied in every mode, unless the visitor granted here', async (name, value) => {
  setNavigator(name, value)
  for (const consent of ['required', 'opt-out', 'cookieless'] as const) {
    const tracker = create({ consent })
    tracker.track('Quiet')
    await tracker.flush()
    expect(tracker.anonymousId()).toBeUndefined()
  }
  expect(await onDevice()).toEqual([])
  const tracker = create()
  tracker.consent('granted')
  expect(tracker.anonymousId()).toBeDefined()
})

test('cookieless: tracks, with nothing on the device and ids for one page life', async () => {
  const tracker = create({ consent: 'cookieless' })
  tracker.page()
  tracker.identify('u1')
  tracker.consent('granted')
  await settle()
  await tracker.flush()
  expect(messages()).toHaveLength(2)
  expect(await onDevice()).toEqual([])
  expect(create({ consent: 'cookieless' }).anonymousId()).not.toBe(tracker.anonymousId())
})

test('a denial in another tab stops this one', () => {
  const tracker = create()
  localStorage[CONSENT] = 'denied'
  window.dispatchEvent(new StorageEvent('storage', { key: CONSENT, newValue: 'denied' }))
  expect(tracker.anonymousId()).toBeUndefined()
})

test('a prerendered page is tracked from its activation on, with what was called before', async () => {
  const page = document as Document & { prerendering?: boolean }
  page.prerendering = true
  const tracker = create({ plugins: [pageViews()] })
  tracker.track('Early')
  await settle()
  expect(await onDevice()).toEqual([])
  delete page.prerendering
  document.dispatchEvent(new Event('prerenderingchange'))
  await tracker.flush()
  expect(messages().map(({ type }) => type)).toEqual(['page', 'track'])
})

test('without a write key: one line in the console, and every call is harmless', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const tracker = create({ writeKey: '' })
  tracker.track('Nothing')
  await tracker.flush()
  expect(error).toHaveBeenCalledTimes(1)
  expect(await onDevice()).toEqual([])
})

test('nothing that a page passes makes it throw', async () => {
  const tracker = create({
    plugins: [
      () => {
        throw new Error('a broken plugin')
      },
      pageViews(),
    ],
  })
  const cyclic: Record<string, unknown> = { a: 1 }
  cyclic.self = cyclic
  const odd: unknown[] = [
    undefined,
    null,
    0,
    '',
    'text',
    12n,
    Symbol('s'),
    () => 1,
    [],
    new Date(Number.NaN),
    cyclic,
    document.body,
    window,
  ]
  const loose = tracker as unknown as Record<string, (...args: unknown[]) => unknown>
  for (const name of ['page', 'track', 'identify']) {
    for (const first of odd)
      for (const second of odd) expect(() => loose[name]?.(first, second)).not.toThrow()
  }
  await tracker.flush()
  expect(messages().length).toBeGreaterThan(100)
})

test('a sandboxed page without any storage still sends', async () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError')
  }
  vi.spyOn(window, 'localStorage', 'get').mockImplementation(refuse)
  vi.spyOn(Document.prototype, 'cookie', 'get').mockImplementation(refuse)
  vi.spyOn(Document.prototype, 'cookie', 'set').mockImplementation(refuse)
  vi.spyOn(indexedDB, 'open').mockImplementation(refuse)
  const tracker = create()
  tracker.identify('u1')
  tracker.track('Sent')
  await tracker.flush()
  expect(messages()).toMatchObject([{ userId: 'u1' }, { event: 'Sent', userId: 'u1' }])
  vi.restoreAllMocks()
})

test('plugins: page views, held events, the last chance to track', async () => {
  let host: PluginHost | undefined
  const seen: string[] = []
  const tracker = create({
    plugins: [
      (given) => {
        host = given
        given.onPageView(({ path }) => seen.push(`view ${path}`))
        given.onHide((left) => {
          seen.push(`hide ${left}`)
          given.track('Last', {})
        })
      },
    ],
  })
  tracker.page({ path: '/custom' })
  const release = host?.hold('Form Submitted', { form_id: 'f', fields: {} }, { form: true })
  await tracker.flush()
  expect(messages()).toHaveLength(1)
  release?.({ outcome: 'submitted' })
  release?.({ outcome: 'attempted' })
  window.dispatchEvent(new Event('pagehide'))
  await settle()
  expect(seen).toEqual(['view /custom', 'hide true'])
  expect(messages()).toMatchObject([
    { type: 'page' },
    {
      event: 'Form Submitted',
      properties: { page_view_id: host?.pageView()?.id, form_id: 'f', outcome: 'submitted' },
    },
    { event: 'Last' },
  ])
})

test('the address and the title are sent without secrets', async () => {
  history.replaceState(null, '', '/reset?token=abc&utm_source=mail#access_token=1')
  document.title = 'Hello jane@example.com'
  const tracker = create({ plugins: [pageViews()] })
  await tracker.flush()
  expect(messages()).toMatchObject([
    {
      properties: {
        url: `${location.origin}/reset?utm_source=mail`,
        search: '?utm_source=mail',
        title: 'Hello ',
      },
    },
  ])
  history.replaceState(null, '', '/')
})

test('a page view is told as its page shows itself within a second, or as it began when another follows', async () => {
  let host: PluginHost | undefined
  let kind = 'unknown'
  const tracker = create({
    plugins: [
      (given) => {
        host = given
      },
    ],
  })
  const begin = (path: string) => host?.page(() => ({ path, kind }))
  document.title = 'Before'
  begin('/hasty')
  begin('/late')
  document.title = 'Shown'
  kind = 'article'
  await tracker.flush()
  begin('/hidden')
  document.title = 'Hidden'
  window.dispatchEvent(new Event('pagehide'))
  await settle()
  const told = messages().map((message) => 'properties' in message && message.properties)
  expect(told).toMatchObject([
    { path: '/hasty', title: 'Before', kind: 'unknown' },
    { path: '/late', title: 'Shown', kind: 'article' },
    { path: '/hidden', title: 'Hidden', kind: 'article' },
  ])
})

test('the library names its version', async () => {
  const { version } = await import('../package.json')
  const tracker = create()
  tracker.page()
  await tracker.flush()
  expect(batches[0]?.context).toMatchObject({ library: { version } })
})

test('on: what was made, what arrived, what failed and why, and an end to it', async () => {
  const tracker = create({ plugins: [pageViews()] })
  const told: unknown[] = []
  const stop = tracker.on('event', ({ type, event, properties }) => told.push([type, event, properties]))
  tracker.on('sent', ({ type }) => told.push(`sent ${type}`))
  tracker.on('consent', (active) => told.push(active))
  tracker.track('Demo Requested', { plan: 'pro', element: document.body })
  await settle()
  // The page view was begun before anybody could listen; the node is not sent, so nobody hears of it.
  expect(told).toEqual([true, ['track', 'Demo Requested', { page_view_id: expect.any(String), plan: 'pro' }]])
  await tracker.flush()
  expect(told.slice(2)).toEqual([
    ['page', undefined, expect.objectContaining({ path: location.pathname })],
    'sent page',
    'sent track',
  ])
  stop()
  stop()
  tracker.track('Unheard')
  await tracker.flush()
  tracker.consent('denied')
  await settle()
  expect(told.slice(5)).toEqual(['sent track', false])
})

test('listeners that throw, change what they get, or are none hurt nobody', async () => {
  const tracker = create()
  const heard: unknown[] = []
  tracker.on('event', (message) => {
    message.messageId = 'changed'
    throw new Error('a broken listener')
  })
  tracker.on('event', null as never)
  tracker.on('no such thing' as never, (() => {}) as never)
  tracker.on('event', ({ messageId }) => heard.push(messageId))
  tracker.track('Sound')
  await tracker.flush()
  expect(heard).toEqual([messages()[0]?.messageId])
  expect(heard).not.toContain('changed')
})

test('on error: attempts that failed by their status, plugins by what they threw', async () => {
  const cause = new Error('a broken plugin')
  const tracker = create({
    collector: async () => ({ status: 503 }) as never,
    plugins: [
      () => {
        throw cause
      },
    ],
  })
  const heard: unknown[] = []
  tracker.on('error', (error) => heard.push(error))
  tracker.track('Waiting')
  await tracker.flush()
  expect(heard).toEqual([{ cause }, { status: 503 }])
})

test('a held event is told once, as it is sent; one that comes after a denial never', async () => {
  let host: PluginHost | undefined
  const tracker = create({
    plugins: [
      (given) => {
        host = given
      },
    ],
  })
  const heard: unknown[] = []
  tracker.on('event', ({ properties }) => heard.push(properties?.outcome))
  const release = host?.hold('Form Submitted', { outcome: 'open' }, { form: true })
  await settle()
  expect(heard).toEqual([])
  release?.({ outcome: 'submitted' })
  tracker.consent('denied')
  host?.track('Too Late', {})
  await settle()
  expect(heard).toEqual(['submitted'])
})
