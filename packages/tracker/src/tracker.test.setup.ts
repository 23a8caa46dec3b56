import 'fake-indexeddb/auto'
import type { Batch, Receipt } from '@leadlight/protocol'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { createTracker } from './create-tracker.ts'
import type { Plugin, PluginHost } from './plugin.ts'
import { settle } from './settle.test.setup.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'

export { settle }

/** Before each test a new browser, in which nothing is stored. After it, no tracker may have thrown into the page. */

/** The batches that the collector received. */
export let batches: Batch[] = []

let trackers: Tracker[] = []
let errors: unknown[] = []
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

async function collector(batch: Batch): Promise<Receipt> {
  batches.push(batch)
  return { success: true }
}

/** Creates a tracker, which is stopped after the test. */
export function create(options: Partial<TrackerOptions> = {}): Tracker {
  const tracker = createTracker({ writeKey: 'wk', collector, ...options })
  trackers.push(tracker)
  return tracker
}

/** Creates a tracker with a plugin, and gives the plugin's host as well. */
export function createWithHost(plugin: Plugin = () => {}): { tracker: Tracker; host: PluginHost } {
  let host: PluginHost | undefined
  const tracker = create({
    plugins: [
      (given) => {
        host = given
        plugin(given)
      },
    ],
  })
  if (!host) throw new Error('the plugin was not started')
  return { tracker, host }
}

/** All messages that the collector received. */
export const messages = () => batches.flatMap(({ batch }) => batch)

/** Names of everything that is stored on the device. */
export const onDevice = async () => [
  ...Object.keys(localStorage),
  ...Object.keys(sessionStorage),
  ...document.cookie.split('; ').filter(Boolean),
  ...(await indexedDB.databases()).map(({ name }) => name),
]

/** Replaces a property of `navigator` until the end of the test. */
export const setNavigator = (name: string, value: unknown) =>
  Object.defineProperty(navigator, name, { configurable: true, value })
