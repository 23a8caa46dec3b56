import { expect, it } from 'vitest'
import { fromSources, runNode } from '../../../test/node-process.ts'

const file = new URL('bound-heap.ts', import.meta.url).pathname

/** Makes and keeps much, in a process of its own; gives how large the space for young objects became, in MiB. */
async function grow(isBounded: boolean, ...flags: string[]): Promise<number> {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8'
    import { setImmediate } from 'node:timers/promises'
    import { boundHeap } from ${JSON.stringify(file)}
    const end = ${isBounded} ? boundHeap(process) : () => {}
    const kept = []
    let most = 0
    for (let turn = 0; turn < 300; turn++) {
      for (let index = 0; index < 5_000; index++) kept[(turn * 5_000 + index) % 300_000] = { index, text: 'x' + index }
      await setImmediate()
      const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
      most = Math.max(most, space.space_size)
    }
    end()
    console.log(most / 1024 / 1024)`
  const { stdout, stderr } = await runNode([fromSources, ...flags, '--input-type=module', '--eval', program])
  expect(stderr).toBe('')
  return Number(stdout)
}

it('bounds the space for young objects at its useful size', async () => {
  const bounded = await grow(true)
  expect(bounded).toBeGreaterThanOrEqual(8)
  // What is just being copied has some pages of its own.
  expect(bounded).toBeLessThanOrEqual(20)
  // Without it, this machine's Node takes more.
  expect(await grow(false)).toBeGreaterThan(20)
})

it('does nothing when Node was given a size', async () => {
  expect(await grow(true, '--max-semi-space-size=16')).toBeGreaterThan(20)
})
