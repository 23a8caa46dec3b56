import { describe, expect, it } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

/** Commits that end when they are told to. */
function createCommits(atOnce?: number) {
  const groups: number[][] = []
  const ends: (() => void)[] = []
  const hand = createGroupCommit<number, string>(async (items) => {
    groups.push(items)
    await new Promise<void>((end) => ends.push(end))
    return items.map((item) => ({ status: 'fulfilled', value: `did ${item}` }))
  }, atOnce)
  const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  return { groups, hand, turn, end: () => ends.shift()?.() }
}

const items = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('a group commit', () => {
  it('commits all that is ready, then all that arrived meanwhile', async () => {
    const { groups, hand, turn, end } = createCommits()
    const first = items(0, 40).map(hand)
    await turn()
    const second = items(40, 3).map(hand)
    await turn()
    expect(groups).toEqual([items(0, 40)])
    end()
    expect(await Promise.all(first)).toContain('did 39')
    await turn()
    expect(groups).toEqual([items(0, 40), [40, 41, 42]])
    end()
    expect(await Promise.all(second)).toEqual(['did 40', 'did 41', 'did 42'])
  })

  it('with two commits at a time, splits what waits, and starts the second while the first runs', async () => {
    const { groups, hand, turn, end } = createCommits(2)
    const all = items(0, 40).map(hand)
    await turn()
    expect(groups).toEqual([items(0, 20), items(20, 20)])
    all.push(...items(40, 50).map(hand))
    await turn()
    expect(groups).toHaveLength(2)
    end()
    await turn()
    expect(groups[2]).toEqual(items(40, 50))
    end()
    end()
    expect(await Promise.all(all)).toEqual(items(0, 90).map((item) => `did ${item}`))
  })

  it('makes no small groups while one commit has room for all', async () => {
    const { groups, hand, turn, end } = createCommits(2)
    const first = items(0, 16).map(hand)
    await turn()
    const second = items(16, 2).map(hand)
    await turn()
    expect(groups).toEqual([items(0, 16), [16, 17]])
    end()
    end()
    await Promise.all([...first, ...second])
  })

  it('fails a group as a whole, and continues with the next one', async () => {
    let fails = true
    const hand = createGroupCommit<number, number>(async (group) => {
      if (fails) throw new Error('down')
      return group.map((value) => ({ status: 'fulfilled', value }))
    }, 2)
    await expect(Promise.allSettled([hand(1), hand(2)])).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
    ])
    fails = false
    expect(await hand(3)).toBe(3)
  })
})
