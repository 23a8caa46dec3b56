import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ranked } from './rank-by-score.ts'
import { readMatching } from './read-matching.ts'

/** Reads from a list of numbers, which are their own place, and counts what was read. */
function listOf(values: number[]) {
  const rows = values.map((value, index) => ({ value, id: String(index).padStart(5, '0') }))
  const list = { read: 0, readRows }
  return list
  async function readRows(after: Ranked | null, limit: number) {
    const start = after === null ? 0 : rows.findIndex(({ id }) => id === after.id) + 1
    const found = rows.slice(start, start + limit)
    list.read += found.length
    return found
  }
}

const even = ({ value }: Ranked) => (value % 2 === 0 ? value : undefined)

describe('readMatching', () => {
  it('gives all matches in order and once, in pages of any size, however far one page may look', async () => {
    const anyValues = fc.array(fc.nat(9), { maxLength: 60 })
    const anySize = fc.integer({ min: 1, max: 20 })
    await fc.assert(
      fc.asyncProperty(anyValues, anySize, anySize, async (values, limit, most) => {
        const { readRows } = listOf(values)
        const all: number[] = []
        let after: Ranked | null = null
        do {
          const page: { matches: number[]; next: Ranked | null } = await readMatching({
            ...{ readRows, match: even, after, limit, most },
          })
          expect(page.matches.length).toBeLessThanOrEqual(limit)
          all.push(...page.matches)
          after = page.next
        } while (after !== null)
        expect(all).toEqual(values.filter((value) => value % 2 === 0))
      }),
    )
  })

  it('stops looking when nothing matches for long, and says where to go on', async () => {
    const list = listOf(Array.from({ length: 2_000 }, () => 1))
    const page = await readMatching({
      readRows: list.readRows,
      match: even,
      after: null,
      limit: 5,
      most: 700,
    })
    expect(page).toEqual({ matches: [], next: { value: 1, id: '00699' } })
    expect(list.read).toBe(700)
  })

  it('says that nothing follows when the last match ends a full page', async () => {
    const { readRows } = listOf([2, 4, 1])
    expect(await readMatching({ readRows, match: even, after: null, limit: 2 })).toEqual({
      matches: [2, 4],
      next: null,
    })
  })
})
