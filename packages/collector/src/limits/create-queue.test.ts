import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createQueue } from './create-queue.ts'

it('starts work in order, never exceeds its bound, and ends empty even if work fails', async () => {
  const piece = fc.record({ size: fc.integer({ min: 1, max: 150 }), turns: fc.nat(5), fails: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const queue = createQueue(100)
      const begun: number[] = []
      let underWay: number[] = []
      const work = pieces.map(({ size, turns, fails }, index) =>
        queue.run(size, async () => {
          begun.push(index)
          underWay.push(index)
          const sum = underWay.reduce((total, other) => total + (pieces[other]?.size ?? 0), 0)
          if (underWay.length > 1) expect(sum).toBeLessThanOrEqual(100)
          for (let turn = 0; turn < turns; turn++) await undefined
          underWay = underWay.filter((other) => other !== index)
          if (fails) throw new Error('as asked')
        }),
      )
      expect(queue.bytes).toBe(pieces.reduce((total, { size }) => total + size, 0))
      const outcomes = await Promise.allSettled(work)
      expect(outcomes.map(({ status }) => status === 'rejected')).toEqual(pieces.map(({ fails }) => fails))
      expect(begun).toEqual(pieces.map((_, index) => index))
      expect([queue.bytes, queue.length]).toEqual([0, 0])
    }),
  )
})

it('keeps nothing of finished work, even if some always waits', async () => {
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  const used = () => {
    collectGarbage()
    return process.memoryUsage().heapUsed
  }
  const queue = createQueue(1)
  const before = used()
  const workAgain = async () => {
    for (let count = 0; count < 1_000; count++) await queue.run(1, async () => {})
  }
  await Promise.race(Array.from({ length: 100 }, workAgain))
  expect(queue.length).toBeGreaterThan(0)
  // Without that, 20 MB.
  expect(used() - before).toBeLessThan(5_000_000)
})
