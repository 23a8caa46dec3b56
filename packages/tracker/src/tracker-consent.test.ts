import { expect, test, vi } from 'vitest'
import { CONSENT } from './consent.ts'
import {
  batches,
  create,
  createWithHost,
  messages,
  onDevice,
  setNavigator,
  settle,
} from './tracker.test.setup.ts'

test('opt-out: tracks until denied; a denial deletes everything in the same task and is remembered', async () => {
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

test('required: stores, reads and sends nothing until granted; the grant is remembered', async () => {
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

test('does not track in a misspelt mode', () => {
  expect(create({ consent: 'optin' as never }).anonymousId()).toBeUndefined()
})

test('stops after a denial that cannot be stored', async () => {
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

test('starts with a new visitor after a renewed grant', () => {
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
])('%s counts as denied in every mode, unless consent is granted on this site', async (name, value) => {
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

test('cookieless: tracks with ids for one page, and stores nothing', async () => {
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

test('stops after a denial in another tab', () => {
  const tracker = create()
  localStorage[CONSENT] = 'denied'
  window.dispatchEvent(new StorageEvent('storage', { key: CONSENT, newValue: 'denied' }))
  expect(tracker.anonymousId()).toBeUndefined()
})

test.each([
  ['after Global Privacy Control was switched on', 'opt-out'],
  ['on a page that asks first', 'required'],
  ['on a page without cookies', 'cookieless'],
] as const)('a denial %s deletes what earlier pages stored', async (_, consent) => {
  create().track('Earlier')
  await settle()
  expect((await onDevice()).length).toBeGreaterThan(2)
  if (consent === 'opt-out') setNavigator('globalPrivacyControl', true)
  create({ consent }).consent('denied')
  expect(Object.keys(localStorage)).toEqual(consent === 'cookieless' ? [] : [CONSENT])
  expect(document.cookie).not.toContain('leadlight')
  await settle()
  expect((await indexedDB.databases()).length).toBe(0)
})

test('Global Privacy Control deletes what was stored before it was switched on; a page that asks first keeps it', async () => {
  create().track('Earlier')
  await settle()
  const before = await onDevice()
  expect(before.length).toBeGreaterThan(2)
  create({ consent: 'required' })
  create({ writeKey: '' })
  await settle()
  expect(await onDevice()).toEqual(before)
  setNavigator('globalPrivacyControl', true)
  create()
  await settle()
  expect(await onDevice()).toEqual([])
})

test('a word that is no decision counts as a denial, on this page as on the next', () => {
  const tracker = create()
  tracker.consent(undefined as never)
  expect(tracker.anonymousId()).toBeUndefined()
  expect(create().anonymousId()).toBeUndefined()
})

test('a page from the back/forward cache learns of a denial, and of another visitor', () => {
  const tracker = create()
  const restore = () => window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  create().reset()
  const former = tracker.anonymousId()
  restore()
  expect(tracker.anonymousId()).toBeDefined()
  expect(tracker.anonymousId()).not.toBe(former)
  localStorage[CONSENT] = 'denied'
  restore()
  expect(tracker.anonymousId()).toBeUndefined()
})

test('stores, reads and tells nothing more of what is under way when the visitor denies', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { tracker, host } = createWithHost()
  let reads = 0
  host.page(() => ({ reads: ++reads }))
  const release = host.hold('Held', {})
  tracker.consent('denied')
  const readsBefore = reads
  const told: unknown[] = []
  tracker.on('event', (message) => told.push(message))
  // Long enough for the time of the visit to be stored again.
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000)
  release()
  host.track('Late', {})
  vi.advanceTimersByTime(10_000)
  vi.useRealTimers()
  await settle()
  expect(await onDevice()).toEqual([CONSENT])
  expect([batches, told, reads]).toEqual([[], [], readsBefore])
})
