import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { clock, clocks } from '../faults/clocks.ts'
import { databaseFault, databaseFaults } from '../faults/database-faults.ts'
import { fiveTabs } from '../faults/five-tabs.ts'
import { hostilePage, hostilePages } from '../faults/hostile-pages.ts'
import { kills } from '../faults/kills.ts'
import { lastWords } from '../faults/last-words.ts'
import { lostAnswers } from '../faults/lost-answers.ts'
import { navigations } from '../faults/navigations.ts'
import { outage } from '../faults/outage.ts'
import { sabotage } from '../faults/world.ts'

/** A little of what `npm run faults:browser` does in full; each guard is shown to matter by breaking it. */

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const nothingWrong = { lost: 0, double: 0, pageErrors: 0 }

describe.concurrent('nothing is lost, and nothing counts twice', () => {
  test('by a navigation in the task of an event', async () => {
    expect(await navigations(browser, 10)).toMatchObject(nothingWrong)
    const { lost } = await navigations(browser, 5, sabotage.noLastWords)
    expect(lost).toBeGreaterThan(0)
  })

  test('when more is said at the end than may be in flight', async () => {
    expect(await lastWords(browser, 2)).toMatchObject(nothingWrong)
  })
  test('…unless nothing outlives the page', async () => {
    expect((await lastWords(browser, 1, sabotage.noStorage)).lost).toBeGreaterThan(0)
  })

  test('by an outage, in which a tab asks once a second at most', async () => {
    const result = await outage(browser, 400, 5)
    expect(result).toMatchObject(nothingWrong)
    expect(result.requestsPerSecond).toBeLessThanOrEqual(2)
  })
  test('…unless nothing outlives the page that was left in it', async () => {
    expect((await outage(browser, 40, 2, sabotage.noStorage)).lost).toBeGreaterThan(0)
  })

  test('by answers that are lost, cut or not ours', async () => {
    expect(await lostAnswers(browser, 300)).toMatchObject(nothingWrong)
    expect((await lostAnswers(browser, 300, sabotage.freshIds)).double).toBeGreaterThan(0)
    expect((await lostAnswers(browser, 300, sabotage.anyReceipt)).lost).toBeGreaterThan(0)
  })

  test('by a tab that dies or freezes with its events: another takes over', async () => {
    expect(await fiveTabs(browser, 4, 'none')).toMatchObject({ ...nothingWrong, copies: 0 })
    expect(await fiveTabs(browser, 4, 'crash')).toMatchObject(nothingWrong)
    expect(await fiveTabs(browser, 4, 'freeze')).toMatchObject(nothingWrong)
  })
  test('…unless tabs share nothing', async () => {
    expect((await fiveTabs(browser, 4, 'crash', sabotage.noStorage)).lost).toBe(4)
  })
})

test('a browser killed with -9, on a bad network, loses and doubles nothing', async () => {
  const result = await kills(2)
  expect(result.events).toBeGreaterThan(0)
  expect(result).toMatchObject(nothingWrong)
  expect((await kills(1, sabotage.noStorage)).lost).toBeGreaterThan(0)
})

describe.concurrent('a database that', () => {
  test.each(Object.entries(databaseFaults))('%s: events are sent from memory', async (_, script) => {
    expect(await databaseFault(browser, script)).toMatchObject({ ...nothingWrong, isReported: true })
  })
  test('works is not reported', async () => {
    expect(await databaseFault(browser, '')).toMatchObject({ ...nothingWrong, isReported: false })
  })
})

describe.concurrent('a clock that is', () => {
  test.each(Object.entries(clocks))('%s: events are dated right and in order', async (_, settings) => {
    const result = await clock(browser, settings)
    expect(result).toMatchObject({ ...nothingWrong, isOrdered: true })
    expect(result.errorMs).toBeLessThanOrEqual(2_000)
    expect(Math.abs(result.engagedErrorMs)).toBeLessThanOrEqual(1_000)
  })
  test('wrong misdates events when nobody corrects them', async () => {
    expect((await clock(browser, [86_400_000, 86_400_000], false)).errorMs).toBeGreaterThan(80_000_000)
  })
})

describe.concurrent('a page with', () => {
  test.each(Object.entries(hostilePages))('%s: no exception, each event once', async (_, page) => {
    expect(await hostilePage(browser, page)).toMatchObject({
      ...nothingWrong,
      isHostile: true,
      pageViews: 1,
    })
  })
})
