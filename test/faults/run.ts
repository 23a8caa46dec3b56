import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser.ts'
import { clock, clocks } from './clocks.ts'
import { databaseFault, databaseFaults } from './database-faults.ts'
import { fiveTabs } from './five-tabs.ts'
import { hostilePage, hostilePages } from './hostile-pages.ts'
import { kills } from './kills.ts'
import { lastWords } from './last-words.ts'
import { lostAnswers } from './lost-answers.ts'
import { navigations } from './navigations.ts'
import { outage } from './outage.ts'
import { tornLog } from './torn-log.ts'
import { addTallies, type Say, sabotage, type Tally } from './world.ts'

/**
 * `npm run faults:browser` does to the built script, in Chromium, what happens to trackers, in full figures; `-- --share 0.1` a tenth of
 * them, `-- kills outage` the named faults only. Ends with code 1 when an event was lost or counted twice.
 */

/** How often a fault says on the standard error how far it is, in milliseconds. */
const PROGRESS_MS = 10_000

/** A fault in full; `of` scales a figure by the share asked for, to one at least, and `say` is told how far it is. */
type Fault = (browser: Browser, of: (figure: number) => number, say: Say) => Promise<Tally>

const faults: Record<string, Fault> = {
  navigations: (browser, of) => navigations(browser, of(200)),
  kills: (_, of, say) => kills(of(100), '', say),
  'kills in a write of Chromium, mended': () => tornLog(true),
  outage: (browser, of) => outage(browser, of(5_000), of(60)),
  'lost answers': (browser, of, say) => lostAnswers(browser, of(10_000), '', say),
  'five tabs': (browser, of, say) => repeat(of(10), say, () => fiveTabs(browser, 20, 'none')),
  'five tabs, one killed': (browser, of, say) => repeat(of(10), say, () => fiveTabs(browser, 20, 'crash')),
  'five tabs, one frozen': (browser, of, say) => repeat(of(10), say, () => fiveTabs(browser, 20, 'freeze')),
  'last words': (browser, of) => lastWords(browser, of(10)),
  databases: (browser, _, say) =>
    each(Object.values(databaseFaults), say, async (script) => {
      const tally = await databaseFault(browser, script)
      return tally.isReported ? tally : { ...tally, lost: tally.lost + 1 }
    }),
  clocks: (browser, _, say) => each(Object.values(clocks), say, (settings) => clock(browser, settings)),
  'hostile pages': (browser, _, say) =>
    each(Object.values(hostilePages), say, (page) => hostilePage(browser, page)),
}

/** The same with a guard broken on purpose: something must be lost or counted twice. */
const controls: Record<string, Fault> = {
  'navigations unnoticed': (browser) => navigations(browser, 5, sabotage.noLastWords),
  'kills without storage': () => kills(1, sabotage.noStorage),
  'kills, a new id for each attempt': () => kills(2, sabotage.freshIds),
  'kills in a write of Chromium': () => tornLog(false),
  'outage without storage': (browser) => outage(browser, 40, 2, sabotage.noStorage),
  'lost answers, any 200 a receipt': (browser) => lostAnswers(browser, 300, sabotage.anyReceipt),
  'lost answers, a new id for each attempt': (browser) => lostAnswers(browser, 300, sabotage.freshIds),
  'five tabs without storage': (browser) => fiveTabs(browser, 4, 'crash', sabotage.noStorage),
  'last words without storage': (browser) => lastWords(browser, 1, sabotage.noStorage),
}

async function each<Item>(items: Item[], say: Say, run: (item: Item) => Promise<Tally>): Promise<Tally> {
  const tallies: Tally[] = []
  for (const item of items) {
    say(`${tallies.length} of ${items.length} done`)
    tallies.push(await run(item))
  }
  const remarks = tallies.flatMap(({ remark }) => remark ?? [])
  return { ...addTallies(tallies), remark: [...new Set(remarks)].join('; ') }
}

const repeat = (times: number, say: Say, run: () => Promise<Tally>) =>
  each(Array.from({ length: times }), say, run)

const isClean = ({ lost, double, pageErrors }: Tally) => lost + double + pageErrors === 0

const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const share = Number(values.share)
const of = (figure: number) => Math.max(1, Math.round(figure * share))
const isAsked = (name: string) =>
  positionals.length === 0 || positionals.some((asked) => name.startsWith(asked))

const browser = await launchBrowser()
console.log(`Chromium ${browser.version()}, share ${share}\n`)
console.log(
  '| fault | events | lost | double | sent again | page errors | seconds | |\n|---|---|---|---|---|---|---|---|',
)
let failed = 0
for (const [group, shouldBeClean] of [
  [faults, true],
  [controls, false],
] as const) {
  for (const [name, run] of Object.entries(group).filter(([name]) => isAsked(name))) {
    const began = performance.now()
    const readSeconds = () => Math.round((performance.now() - began) / 1_000)
    let progress = 'at work'
    const timer = setInterval(() => console.error(`${name}, ${readSeconds()} s: ${progress}`), PROGRESS_MS)
    const tally = await run(browser, of, (news) => {
      progress = news
    })
    clearInterval(timer)
    const { events, lost, double, copies, pageErrors, remark = '' } = tally
    const seconds = readSeconds()
    const isGood = isClean(tally) === shouldBeClean
    if (!isGood) failed++
    const verdict = shouldBeClean ? '' : 'control: '
    console.log(
      `| ${isGood ? '✓' : '✗'} ${verdict}${name} | ${events} | ${lost} | ${double} | ${copies} | ${pageErrors} | ${seconds} | ${remark} |`,
    )
  }
}
await browser.close()
if (failed > 0) {
  console.error(`\n✗ ${failed} of the above went wrong.`)
  process.exitCode = 1
}
