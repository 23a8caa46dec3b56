import type { LogCut } from '../port.ts'
import { contractCase, expectEqual, expectSameItems } from './check.ts'
import { sampleEvent, sampleTime } from './samples.ts'

const longAgo = Date.UTC(2020, 2, 10)
const cut: LogCut = { before: Date.UTC(2021, 0), types: ['page', 'track'], except: ['Form Submitted'] }

const old = [
  sampleEvent('m1', { receivedAt: longAgo }),
  sampleEvent('m2', { receivedAt: longAgo + 1, type: 'track', name: 'Clicked' }),
  // Received in another month.
  sampleEvent('m3', { receivedAt: Date.UTC(2020, 3, 10), anonymousId: 'visitor-2' }),
]
const staying = [
  sampleEvent('m4', { receivedAt: longAgo, type: 'identify', email: 'a@x.io' }),
  sampleEvent('m5', { receivedAt: longAgo, type: 'track', name: 'Form Submitted' }),
  sampleEvent('m6', { receivedAt: longAgo, trusted: true }),
  sampleEvent('m7', { receivedAt: sampleTime }),
]
const subjects = ['visitor:visitor-1', 'visitor:visitor-2']

/** Cases about shortening the log. */
export const shorteningCases = [
  contractCase('old events are taken out of the log, but not those that are to stay', async (store) => {
    await store.transact((tx) => tx.insertEvents([...old, ...staying]))
    expectEqual(await store.shortenLog(cut), 3, 'taken out')
    expectSameItems(await store.read((snapshot) => snapshot.events(subjects)), staying, 'the log')
    expectEqual(await store.shortenLog(cut), 0, 'taken out once more')
    const later = sampleEvent('m8', { receivedAt: sampleTime })
    expectEqual(await store.transact((tx) => tx.insertEvents([later])), ['new'], 'an event afterwards')
  }),

  contractCase('what was taken out of the log is not taken in again', async (store) => {
    await store.transact((tx) => tx.insertEvents(old))
    await store.shortenLog(cut)
    const [first] = old
    if (first === undefined) return
    const again = [first, { ...first, receivedAt: sampleTime, fingerprint: 'other' }]
    expectEqual(await store.transact((tx) => tx.insertEvents(again)), ['duplicate', 'conflict'], 'verdicts')
    expectEqual(await store.read((snapshot) => snapshot.events(subjects)), [], 'the log')
  }),
]
