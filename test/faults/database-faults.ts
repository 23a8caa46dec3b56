import type { Browser } from 'playwright-core'
import { createWorld, numbers, type Tally } from './world.ts'

const factory =
  'const factory = IDBFactory.prototype, database = IDBDatabase.prototype, store = IDBObjectStore.prototype;'
const fail = (name: string) => `() => { throw new DOMException('broken', '${name}') }`
/** Lets a request fail a moment after it was made. */
const failingRequest = (name: string) => `function () {
  const request = {}
  setTimeout(() => {
    Object.defineProperty(request, 'error', { value: new DOMException('broken', '${name}') })
    request.onerror?.({ preventDefault() {}, stopPropagation() {} })
  })
  return request
}`

/** Ways in which IndexedDB is broken in real browsers, as scripts of the page. */
export const databaseFaults: Record<string, string> = {
  'is not there': `Object.defineProperty(window, 'indexedDB', { value: undefined })`,
  'throws when looked at': `Object.defineProperty(window, 'indexedDB', { get: ${fail('SecurityError')} })`,
  'is disabled: opening throws': `${factory} factory.open = ${fail('InvalidStateError')}`,
  'fails to open, as when it is corrupt': `${factory} factory.open = ${failingRequest('UnknownError')}`,
  'is of a later version': `${factory} factory.open = ${failingRequest('VersionError')}`,
  'never opens, or is blocked': `${factory} factory.open = () => ({})`,
  'refuses transactions': `${factory} database.transaction = ${fail('InvalidStateError')}`,
  'lost its store': `${factory} database.transaction = ${fail('NotFoundError')}`,
  'refuses to write': `${factory} store.put = ${fail('DataError')}`,
  'is full': `${factory} const put = store.put
    store.put = function (...args) { const request = put.apply(this, args); this.transaction.abort(); return request }`,
  'refuses to be read': `${factory} store.getAll = ${fail('UnknownError')}`,
  'is lost in mid-run': `${factory} const transaction = database.transaction; let made = 0
    database.transaction = function (...args) {
      if (made++ > 1) throw new DOMException('Connection to Indexed Database server lost', 'UnknownError')
      return transaction.apply(this, args)
    }`,
}

/** What a broken database is told by. */
export interface DatabaseTally extends Tally {
  /** Whether the collector was told that events live in memory only. */
  isReported: boolean
}

/** Events on a page whose database is broken, and once more as the page is left. */
export async function databaseFault(browser: Browser, script: string): Promise<DatabaseTally> {
  const world = await createWorld(browser, { script })
  try {
    const page = await world.visit('/')
    await world.track(page, numbers(5))
    await page.evaluate(() => window.leadlight.flush())
    await page.waitForTimeout(1_200)
    await world.track(page, numbers(5, 5))
    await page.evaluate(() => window.leadlight.flush())
    await world.track(page, numbers(5, 10))
    await page.goto(`${world.site.url}/plain`)
    const tally = await world.tally(numbers(15), 10_000)
    const isReported = world.collector.named('Fault').some(({ context }) => context.outbox === 'memory')
    return { ...tally, isReported, remark: isReported ? 'reported' : 'not reported' }
  } finally {
    await world.close()
  }
}
