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
import { addTallies, sabotage, type Tally } from './world.ts'

/**
 * `npm run faults:browser` does to the built script, in Chromium, what happens to trackers, in full figures; `-- --share 0.1` a tenth of
 * them, `-- kills outage` the named faults only. Ends with code 1 when an event was lost or counted twice.
 */

/** A fault in full; `of` scales a figure by the share asked for, to one at least. */
type Fault = (browser: Browser, of: (figure: number) => number) => Promise<Tally>

const faults: Record<string, Fault> = {
  navigations: (browser, of) => navigations(browser, of(200)),
  kills: (_, of) => kills(of(100)),
  outage: (browser, of) => outage(browser, of(5_000), of(60)),
  'lost answers': (browser, of) => lostAnswers(browser, of(10_000)),
  'five tabs': (browser, of) => repeat(of(10), () => fiveTabs(browser, 20, 'none')),
  'five tabs, one killed': (browser, of) => repeat(of(10), () => fiveTabs(browser, 20, 'crash')),
  'five tabs, one frozen': (browser, of) => repeat(of(10), () => fiveTabs(browser, 20, 'freeze')),
  'last words': (browser, of) => lastWords(browser, of(10)),
  databases: (browser) =>
    each(Object.values(databaseFaults), async (script) => {
      const tally = await databaseFault(browser, script)
      return tally.isReported ? tally : { ...tally, lost: tally.lost + 1 }
    }),
  clocks: (browser) => each(Object.values(clocks), (settings) => clock(browser, settings)),
  'hostile pages': (browser) => each(Object.values(hostilePages), (page) => hostilePage(browser, page)),
}

/** The same with a guard broken on purpose: something must be lost or counted twice. */
const controls: Record<string, Fault> = {
  'navigations unnoticed': (browser) => navigations(browser, 5, sabotage.noLastWords),
  'kills without storage': () => kills(1, sabotage.noStorage),
  'outage without storage': (browser) => outage(browser, 40, 2, sabotage.noStorage),
  'any 200 a receipt': (browser) => lostAnswers(browser, 300, sabotage.anyReceipt),
  'a new id for each attempt': (browser) => lostAnswers(browser, 300, sabotage.freshIds),
  'tabs without storage': (browser) => fiveTabs(browser, 4, 'crash', sabotage.noStorage),
  'last words without storage': (browser) => lastWords(browser, 1, sabotage.noStorage),
}

async function each<Item>(items: Item[], run: (item: Item) => Promise<Tally>): Promise<Tally> {
  const tallies: Tally[] = []
  for (const item of items) tallies.push(await run(item))
  const remarks = tallies.flatMap(({ remark }) => remark ?? [])
  return { ...addTallies(tallies), remark: [...new Set(remarks)].join('; ') }
}

const repeat = (times: number, run: () => Promise<Tally>) => each(Array.from({ length: times }), run)

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
    const tally = await run(browser, of)
    const { events, lost, double, copies, pageErrors, remark = '' } = tally
    const seconds = Math.round((performance.now() - began) / 1_000)
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
