import { expect, it } from 'vitest'
import { createReportCache } from './report-cache.ts'

/** Makes reports that take so long, by a clock that stands still otherwise. */
function keeper() {
  let clock = 1_000
  let made = 0
  const keep = createReportCache(() => clock)
  return {
    pass: (ms: number) => {
      clock += ms
    },
    ask: (name: string, ms: number) =>
      keep(name, async () => {
        await Promise.resolve()
        clock += ms
        return ++made
      }),
    keep,
  }
}

it('reuses slow reports for a while, and computes fast ones again', async () => {
  const { ask, pass } = keeper()
  expect([await ask('a', 1_000), await ask('a', 1_000), await ask('b', 10), await ask('b', 10)]).toEqual([
    1, 1, 2, 3,
  ])
  pass(19_000)
  expect(await ask('a', 1_000)).toBe(4)
})

it('computes a report once for all requests that wait for it', async () => {
  const { ask } = keeper()
  expect(await Promise.all([ask('a', 10), ask('a', 10), ask('a', 10)])).toEqual([1, 1, 1])
})

it('does not keep failures', async () => {
  const { keep, ask } = keeper()
  await expect(keep('a', () => Promise.reject(new Error('down')))).rejects.toThrow('down')
  expect(await ask('a', 10)).toBe(1)
})
