import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSegmentStub } from '../segment-stub.ts'
import { startFaultSite } from './fault-site.ts'
import { launchKillable } from './killable-browser.ts'
import { findLogs, mendTornLogs } from './mend-torn-logs.ts'
import { countArrivals, numbers, type Tally, waitUntil } from './world.ts'

/** Tracked in each of the two lives. */
const EVENTS = 20

/** A record that says it has 100 bytes, of which 20 were written: what a kill in the middle of a write leaves. */
const torn = Buffer.concat([Buffer.from([0, 0, 0, 0, 100, 0, 1]), Buffer.alloc(20, 1)])

/** A browser killed as it wrote to the log of IndexedDB, and killed again in its next life, while the collector is down. */
export async function tornLog(isMended: boolean): Promise<Tally> {
  const profile = mkdtempSync(join(tmpdir(), 'leadlight-'))
  const collector = await startSegmentStub()
  const site = await startFaultSite(collector.url)
  collector.fault = () => 'unavailable'
  const live = async (first: number, patienceMs: number) => {
    const browser = await launchKillable(profile)
    const page = await browser.context.newPage()
    await page.goto(site.url)
    await page.waitForFunction(() => 'track' in (window.leadlight ?? {}))
    await page.evaluate(
      (list) => {
        for (const n of list) window.leadlight.track('Fault', { n })
      },
      numbers(EVENTS, first),
    )
    await waitUntil(() => countArrivals(collector, numbers(2 * EVENTS)).lost === 0, patienceMs)
    await browser.kill()
  }
  try {
    await live(0, 1_000)
    for (const log of findLogs(profile)) appendFileSync(log, torn)
    if (isMended) mendTornLogs(profile)
    await live(EVENTS, 1_000)
    collector.fault = () => 'none'
    await live(2 * EVENTS, isMended ? 30_000 : 12_000)
    return { ...countArrivals(collector, numbers(2 * EVENTS)), pageErrors: 0 }
  } finally {
    await site.close()
    await collector.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
