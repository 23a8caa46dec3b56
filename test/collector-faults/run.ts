import { parseArgs } from 'node:util'
import { endStarted, takeBuild } from '../node-process.ts'
import { controls, faults, isClean } from './faults.ts'

/**
 * `npm run faults:collector` does to the built server what happens to collectors, in full figures; `-- --share 0.1` a tenth of them,
 * `-- 'SQLite: full'` those only whose names begin so. Ends with code 1 when an answered event was lost or counted twice.
 */

const { values, positionals } = parseArgs({
  options: { share: { type: 'string', default: '1' } },
  allowPositionals: true,
})
const share = Number(values.share)
const of = (figure: number) => Math.max(1, Math.round(figure * share))
const isAsked = (name: string) =>
  positionals.length === 0 || positionals.some((asked) => name.startsWith(asked))

takeBuild()
console.log(`Node ${process.version}, share ${share}\n`)
console.log('| fault | answered events | lost | double | seconds | |\n|---|---|---|---|---|---|')
let failed = 0
for (const [group, shouldBeClean] of [
  [faults, true],
  [controls, false],
] as const) {
  for (const [name, run] of Object.entries(group).filter(([name]) => isAsked(name))) {
    const began = performance.now()
    const tally = await run(of)
    if (typeof tally === 'string') {
      console.log(`| – ${name} | | | | | not tried: ${tally} |`)
      continue
    }
    const isGood = isClean(tally) === shouldBeClean
    if (!isGood) failed += 1
    const label = `${isGood ? '✓' : '✗'} ${shouldBeClean ? '' : 'control: '}${name}`
    const seconds = Math.round((performance.now() - began) / 1_000)
    const said = [...new Set(tally.wrong)].slice(0, 3)
    const remarks = [...said, ...(tally.remark ? [tally.remark] : [])].join('; ')
    console.log(`| ${label} | ${tally.events} | ${tally.lost} | ${tally.double} | ${seconds} | ${remarks} |`)
  }
}
endStarted()
if (failed > 0) console.error(`\n✗ ${failed} of the above went wrong.`)
process.exit(failed > 0 ? 1 : 0)
