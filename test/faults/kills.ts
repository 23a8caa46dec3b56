import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Fault, type SegmentStub, startSegmentStub } from '../segment-stub.ts'
import { type FaultSite, startFaultSite } from './fault-site.ts'
import { launchKillable } from './killable-browser.ts'
import { countArrivals, type Tally, waitUntil } from './world.ts'

/** Of the requests, 45 % go wrong in one of these ways. */
const weather: Fault[] = ['unavailable', 'answer lost', 'reset', 'truncated', 'portal']
const FAULTY = 0.45

/** Nearly half of the requests fail and each failure costs a pause, so a long outbox takes its time: milliseconds an event. */
const DRAIN_MS = 80

/**
 * An event is accepted when its page still lived so long after `track`, in milliseconds, and the database got to what was asked of it
 * later: on a busy machine that takes longer.
 */
const COMMIT_MS = 100

/**
 * Kills a whole browser with two tabs at random moments, again and again on the same profile, while requests go wrong. What a page
 * tracked counts when it was committed before; the page itself tells the site so, 0.1 s after `track`.
 */
export async function kills(times: number, script = ''): Promise<Tally> {
  const profile = mkdtempSync(join(tmpdir(), 'leadlight-'))
  const collector = await startSegmentStub()
  const site = await startFaultSite(collector.url, { script })
  collector.fault = (batch) =>
    batch.length && Math.random() < FAULTY
      ? (weather[Math.floor(Math.random() * weather.length)] ?? 'none')
      : 'none'
  try {
    for (let time = 0; time < times; time++) await liveAndDie(profile, site, time)
    const drainMs = script === '' ? 60_000 + site.accepted.size * DRAIN_MS : 10_000
    return await comeBack(profile, site, collector, drainMs)
  } finally {
    await site.close()
    await collector.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Two tabs track an event each every 20 ms, until their browser is killed up to two seconds later. */
async function liveAndDie(profile: string, site: FaultSite, time: number): Promise<void> {
  const browser = await launchKillable(profile)
  const live = async (page: Page, tab: number) => {
    await page.goto(site.url)
    await page.waitForFunction(() => 'track' in (window.leadlight ?? {}))
    await page.evaluate(
      ([first, commitMs]) => {
        let n = first
        // The script has asked for it before. Without storage there is nothing to wait for.
        const request = window.indexedDB?.open('leadlight-wk_test')
        setInterval(() => {
          const accepted = n++
          window.leadlight.track('Fault', { n: accepted })
          const tell = () => void fetch(`/accepted?${accepted}`)
          setTimeout(() => {
            if (!request) return tell()
            const later = request.result.transaction('events', 'readwrite')
            later.objectStore('events').get('nothing')
            later.oncomplete = tell
          }, commitMs)
        }, 20)
      },
      [(2 * time + tab) * 10_000, COMMIT_MS] as const,
    )
  }
  const pages = [await browser.context.newPage(), await browser.context.newPage()]
  await Promise.all(pages.map(live))
  await wait(300 + Math.random() * 1_700)
  await browser.kill()
}

async function comeBack(
  profile: string,
  site: FaultSite,
  collector: SegmentStub,
  patienceMs: number,
): Promise<Tally> {
  const browser = await launchKillable(profile)
  let pageErrors = 0
  browser.context.on('weberror', () => pageErrors++)
  await (await browser.context.newPage()).goto(site.url)
  const back = Date.now()
  const accepted = [...site.accepted].map(Number)
  await waitUntil(() => countArrivals(collector, accepted).lost === 0, patienceMs)
  const seconds = Math.round((Date.now() - back) / 1_000)
  const requests = collector.uploads.filter(({ at }) => at >= back).length
  await browser.kill()
  const remark = `drained in ${seconds} s by ${requests} requests`
  return { ...countArrivals(collector, accepted), pageErrors, remark }
}
