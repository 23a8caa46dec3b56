import { expect, it } from 'vitest'
import { fuzzTarget } from './fuzz/fuzz-target.ts'
import { createTargets, type Target } from './fuzz/targets.ts'

/** The slice of `npm run fuzz` that always runs: the corpus, and the same mutations of it each time. */

it.each(await createTargets())('$name accept any text without failing', async (target) => {
  const report = await fuzzTarget(target, 20261122, { runs: 1_200 })
  expect(report.failures).toEqual([])
  expect([...report.outcomes.keys()]).toEqual(expect.arrayContaining([...target.expected]))
})

it('finds a fault (negative control)', async () => {
  const [messages] = await createTargets()
  const careless: Target = {
    ...(messages as Target),
    take: async (text) => {
      if (text.includes('1e400')) throw new Error('a number too large')
      return 'taken'
    },
  }
  expect((await fuzzTarget(careless, 1, { runs: 2_000 })).failures.length).toBeGreaterThan(0)
})
