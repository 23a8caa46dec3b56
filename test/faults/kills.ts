import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { type Fault, startSegmentStub } from '../segment-stub.ts'
import { type FaultSite, startFaultSite } from './fault-site.ts'
import { launchKillable } from './killable-browser.ts'
import { mendTornLogs } from './mend-torn-logs.ts'
import { countArrivals, type Say, type Tally, waitUntil } from './world.ts'

/** Of the requests, 45 % go wrong in one of these ways. */
const weather: Fault[] = ['unavailable', 'answer lost', 'reset', 'truncated', 'portal']
const FAULTY = 0.45

/** How long the browser that comes back has until the weather clears, in milliseconds; each failure costs it a pause. */
const STORM_MS = 180_000

/** And from then on: what is not there by the end is lost. */
const CALM_MS = 60_000

/** How many events are accepted, on average, before a browser is killed; however slow the machine is, within a time in milliseconds. */
const EVENTS_A_LIFE = 70
const MAX_LIFE_MS = 5_000

/** How often a page asks to deliver in every other life, in milliseconds. Most lives end before a page does so by itself. */
const FLUSH_MS = 200

/** Longest time that a batch takes to the collector, and its answer back, in milliseconds: kills shall meet both on their way. */
const LATENCY_MS = 60

/**
 * An event is accepted when its page still lived so long after `track`, in milliseconds, and the database got to what was asked of it
 * later: on a busy machine that takes longer.
 */
const COMMIT_MS = 100

/**
 * Kills a whole browser with two tabs at random moments, again and again on the same profile, while requests go wrong. What a page
 * tracked counts when it was committed before; the page itself tells the site so, 0.1 s after `track`. What Chromium would make of a
 * kill in the middle of a write is mended.
 */
export async function kills(times: number, script = '', say: Say = () => {}): Promise<Tally> {
  const profile = mkdtempSync(join(tmpdir(), 'leadlight-'))
  const collector = await startSegmentStub()
  const site = await startFaultSite(collector.url, { script })
  collector.latencyMs = LATENCY_MS
  collector.fault = (batch) =>
    batch.length && Math.random() < FAULTY
      ? (weather[Math.floor(Math.random() * weather.length)] ?? 'none')
      : 'none'
  const count = () => countArrivals(collector, [...site.accepted].map(Number))
  const tell = (when: string) => {
    const { events, lost } = count()
    say(`${when}: ${events} events accepted, ${lost} wait, ${collector.uploads.length} requests`)
    return lost
  }
  try {
    let torn = 0
    for (let time = 0; time < times; time++) {
      await liveAndDie(profile, site, time)
      torn += mendTornLogs(profile)
      tell(`${time + 1} of ${times} kills`)
    }
    const waiting = tell('all killed')
    const requests = collector.uploads.length
    const isDrained = () => tell('back') === 0
    const { seconds, pageErrors } = await comeBack(profile, site, async () => {
      await waitUntil(isDrained, script ? 10_000 : STORM_MS)
      collector.fault = () => 'none'
      if (!script) await waitUntil(isDrained, CALM_MS)
    })
    const before = `${torn} logs of Chromium's torn, ${requests} requests before`
    const drained = `${waiting} in ${seconds} s by ${collector.uploads.length - requests} requests`
    return { ...count(), pageErrors, remark: `${before}, then ${drained}` }
  } finally {
    await site.close()
    await collector.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Two tabs track an event each every 20 ms, and in every other life deliver all the time, until their browser is killed. */
async function liveAndDie(profile: string, site: FaultSite, time: number): Promise<void> {
  const browser = await launchKillable(profile)
  const live = async (page: Page, tab: number) => {
    await page.goto(site.url)
    await page.waitForFunction(() => 'track' in (window.leadlight ?? {}))
    await page.evaluate(
      ([first, commitMs, flushMs]) => {
        if (flushMs) setInterval(() => void window.leadlight.flush(), flushMs)
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
      [(2 * time + tab) * 10_000, COMMIT_MS, time % 2 && FLUSH_MS] as const,
    )
  }
  try {
    const pages = [await browser.context.newPage(), await browser.context.newPage()]
    await Promise.all(pages.map(live))
    const enough = site.accepted.size + 10 + Math.random() * 2 * EVENTS_A_LIFE
    await waitUntil(() => site.accepted.size >= enough, MAX_LIFE_MS)
    await wait(Math.random() * 200)
  } catch (error) {
    // With what a kill left behind, Chromium may die by itself: that is the end of this life, too.
    if (!(await Promise.race([browser.ended.then(() => true), wait(5_000)]))) throw error
  }
  await browser.kill()
}

/** A browser that is not killed before it `isDone`. */
async function comeBack(profile: string, site: FaultSite, isDone: () => Promise<void>) {
  const browser = await launchKillable(profile)
  let pageErrors = 0
  browser.context.on('weberror', () => pageErrors++)
  await (await browser.context.newPage()).goto(site.url)
  const back = Date.now()
  await isDone()
  const seconds = Math.round((Date.now() - back) / 1_000)
  await browser.kill()
  return { seconds, pageErrors }
}
