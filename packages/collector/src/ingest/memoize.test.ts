import { expect, it } from 'vitest'
import { memoize } from './memoize.ts'

/** Answers in capitals; `computed` tells what was not remembered. */
function capitals(size: number) {
  const computed: string[] = []
  const ask = memoize(size, (key) => {
    computed.push(key)
    return key.toUpperCase()
  })
  return { ask, computed }
}

it('computes only what it does not remember', () => {
  const { ask, computed } = capitals(2)
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
  expect(computed).toEqual(['a', 'b', 'c'])
})

it('keeps what is often requested, and forgets the rest', () => {
  const { ask, computed } = capitals(3)
  for (let turn = 0; turn < 100; turn++) {
    ask('often')
    ask(`once ${turn}`)
  }
  expect(computed.filter((key) => key === 'often')).toEqual(['often'])
  ask('once 0')
  expect(computed.filter((key) => key === 'once 0')).toHaveLength(2)
})

it('remembers undefined results', () => {
  let times = 0
  const ask = memoize(2, () => {
    times += 1
    return undefined
  })
  ask('a')
  ask('a')
  expect(times).toBe(1)
})

it('does not keep long keys', () => {
  let times = 0
  const ask = memoize(2, () => (times += 1), 3)
  ask('long')
  ask('long')
  expect(times).toBe(2)
})
