import { expect, it } from 'vitest'
import { remember } from './remember.ts'

it('computes what it does not remember, and forgets the least recently asked', () => {
  const computed: string[] = []
  const ask = remember(2, (key) => {
    computed.push(key)
    return key.toUpperCase()
  })
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
  expect(computed).toEqual(['a', 'b', 'c', 'b'])
})

it('remembers that there is no answer', () => {
  let times = 0
  const ask = remember(2, () => {
    times += 1
    return undefined
  })
  ask('a')
  ask('a')
  expect(times).toBe(1)
})

it('does not keep long keys', () => {
  let times = 0
  const ask = remember(2, () => (times += 1), 3)
  ask('long')
  ask('long')
  expect(times).toBe(2)
})
