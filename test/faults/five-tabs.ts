import type { Browser, Page } from 'playwright-core'
import { createWorld, numbers, type Tally } from './world.ts'

const TABS = 5

/** What happens to the tab that has something to send. */
export type TabFault = 'none' | 'crash' | 'freeze'

/** What five tabs are told by. */
export interface TabsTally extends Tally {
  /** From the fault to the last event, in seconds. */
  takeoverSeconds: number
}

const offline = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

/** Runs in a page: resolves when its database has done what the script asked of it before. Without storage there is none. */
const databaseWork = () =>
  new Promise<void>((resolve) => {
    const request = window.indexedDB?.open('leadlight-wk_test')
    if (!request) return resolve()
    request.onsuccess = () => {
      const later = request.result.transaction('events', 'readwrite')
      later.objectStore('events').get('nothing')
      later.oncomplete = () => resolve()
    }
  })

/** Five tabs of one site with events each, of which one is killed or frozen before it could send its own. */
export async function fiveTabs(
  browser: Browser,
  eventsPerTab: number,
  fault: TabFault,
  script = '',
): Promise<TabsTally> {
  const world = await createWorld(browser, { script })
  try {
    const tabs: Page[] = []
    for (let i = 0; i < TABS; i++) tabs.push(await world.visit(`/tab-${i}`))
    const everything = numbers(TABS * eventsPerTab)
    const [sender] = tabs
    const session = sender && (await world.context.newCDPSession(sender))
    // What it sends before it dies gets nowhere.
    if (fault === 'crash') await session?.send('Network.emulateNetworkConditions', offline)
    for (const [i, tab] of tabs.entries()) await world.track(tab, numbers(eventsPerTab, i * eventsPerTab))
    if (sender && session && fault !== 'none') {
      await sender.evaluate(databaseWork)
      if (fault === 'crash') session.send('Page.crash').catch(() => {})
      else {
        // What it sends as it is hidden is never answered.
        let unanswered = 0
        world.collector.fault = (batch) =>
          batch.some(({ properties }) => Number(properties?.n) < eventsPerTab) && !unanswered++
            ? 'no answer'
            : 'none'
        // Chromium freezes hidden pages only.
        await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
        await session.send('Page.setWebLifecycleState', { state: 'frozen' })
      }
    }
    const began = Date.now()
    const tally = await world.tally(everything, script ? 14_000 : 30_000)
    const takeoverSeconds = Math.round((Date.now() - began) / 100) / 10
    return { ...tally, takeoverSeconds, remark: `all there after ${takeoverSeconds} s` }
  } finally {
    await world.close()
  }
}
