import { expect, test, vi } from 'vitest'
import { pageViews } from './page-views.ts'
import { batches, create, messages, onDevice, settle } from './tracker.test.setup.ts'

test('sends page, track and identify as Segment messages, with their common keys once per batch', async () => {
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

test('an event tracked before a reset keeps its visitor', async () => {
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

test('tracks a prerendered page from its activation, including earlier calls', async () => {
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

test('without a write key: prints one error, and does nothing', async () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  const tracker = create({ writeKey: '' })
  tracker.track('Nothing')
  await tracker.flush()
  expect(error).toHaveBeenCalledTimes(1)
  expect(await onDevice()).toEqual([])
})

test('never throws, whatever the page passes', async () => {
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

test('sends without any storage, as on a sandboxed page', async () => {
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

test('removes secrets from address and title', async () => {
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

test('sends its version', async () => {
  const { version } = await import('../package.json')
  const tracker = create()
  tracker.page()
  await tracker.flush()
  expect(batches[0]?.context).toMatchObject({ library: { version } })
})
