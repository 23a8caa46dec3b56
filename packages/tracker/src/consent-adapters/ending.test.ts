import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followGoogleConsent, followTcf } from './index.ts'

/** Tests of ending the adapters and of Google's defaults; those in test/built cover the rest in a real browser. */

const page = window as unknown as { __tcfapi?: unknown; dataLayer?: unknown[] }
const consent = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  consent.mockClear()
})
afterEach(() => {
  delete page.__tcfapi
  delete page.dataLayer
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('an ended TCF adapter removes its listener and does nothing more', () => {
  let tell: ((data: object, success: boolean) => void) | undefined
  const removed: unknown[] = []
  page.__tcfapi = (command: string, _version: number, callback: typeof tell, parameter?: number) => {
    if (command === 'addEventListener') tell = callback
    else removed.push(command, parameter)
  }
  const end = followTcf({ consent })
  const data = {
    eventStatus: 'tcloaded',
    gdprApplies: true,
    listenerId: 7,
    purpose: { consents: { 1: true, 8: true } },
  }
  tell?.(data, true)
  tell?.(data, true)
  tell?.({ ...data, purpose: {} }, false)
  expect(consent.mock.calls).toEqual([['granted']])
  end()
  tell?.({ ...data, purpose: {} }, true)
  expect(removed).toEqual(['removeEventListener', 7])
  expect(consent).toHaveBeenCalledTimes(1)
})

test('prints an error after half a minute without a platform', () => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {})
  followTcf({ consent })
  vi.advanceTimersByTime(100_000)
  expect(error).toHaveBeenCalledTimes(1)
  expect(consent).not.toHaveBeenCalled()
})

test('an ended Google adapter does nothing more, and the data layer still works', () => {
  const end = followGoogleConsent({ consent }, { types: ['analytics_storage'], dataLayer: 'dataLayer' })
  page.dataLayer?.push(['consent', 'update', { analytics_storage: 'granted' }], null, 'text')
  vi.runAllTimers()
  expect(consent.mock.calls).toEqual([['granted']])
  end()
  page.dataLayer?.push(['consent', 'update', { analytics_storage: 'denied' }])
  vi.runAllTimers()
  expect(consent).toHaveBeenCalledTimes(1)
  expect(page.dataLayer).toHaveLength(4)
})

const granted = { analytics_storage: 'granted', ad_user_data: 'granted' }
test.each<[string, object[], string[]]>([
  ['all types', [granted], ['granted']],
  ['one type at a time', [{ analytics_storage: 'granted' }, { ad_user_data: 'granted' }], ['granted']],
  ['one of two types', [{ analytics_storage: 'granted' }], []],
  ['one of two types, and denies the other', [{ ...granted, ad_user_data: 'denied' }], []],
  ['all types, but one of them not in a region', [granted, { ad_user_data: 'denied', region: ['DE'] }], []],
  ['all types, in a region only', [{ ...granted, region: ['US'] }], []],
])('a default that grants %s', (_, parameters, decisions) => {
  const end = followGoogleConsent({ consent })
  for (const values of parameters) page.dataLayer?.push(['consent', 'default', values])
  vi.runAllTimers()
  expect(consent.mock.calls.flat()).toEqual(decisions)
  end()
})
