import { parseArgs } from 'node:util'
import { fuzzTarget } from './fuzz-target.ts'
import { createTargets } from './targets.ts'

/** `npm run fuzz`: every target for its share of the time; `-- --seconds 60 --seed 1`. Exit code 1 when something went wrong. */
const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } })
const seconds = Number(values.seconds ?? 60)
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31))
const targets = await createTargets()
console.log(`seed ${seed}, ${seconds} s for ${targets.length} targets`)

let failed = false
for (const target of targets) {
  const until = performance.now() + (seconds * 1000) / targets.length
  const { runs, outcomes, slowestMs, failures } = await fuzzTarget(target, seed, { until })
  const counts = [...outcomes].sort().map(([outcome, count]) => `${outcome} ${count}`)
  console.log(`${target.name}: ${runs} texts; ${counts.join(', ')}; slowest ${slowestMs.toFixed(0)} ms`)
  for (const { text, error } of failures) {
    failed = true
    console.log(
      `  ✗ ${JSON.stringify(text.slice(0, 2_000))}\n    ${error.split('\n').slice(0, 6).join('\n    ')}`,
    )
  }
}
if (failed) {
  console.log(
    `Try again with: npm run fuzz -- --seed ${seed} --seconds ${seconds}. Add the text to test/fuzz/corpus.`,
  )
  process.exitCode = 1
}
