import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PageRequest } from './api.ts'
import { readPages } from './read-pages.ts'

/** A list of the numbers below `length`, in pages of at most `most`, whose cursor is the place. */
function pagesOf(length: number, most: number) {
  return async ({ limit, cursor }: PageRequest) => {
    const from = Number(cursor ?? 0)
    const to = Math.min(length, from + Math.min(limit, most))
    const data = Array.from({ length: to - from }, (_, place) => from + place)
    return { data, next: to < length ? String(to) : null }
  }
}

describe('readPages', () => {
  it('reads the requested number of items in order, and knows whether there are more', async () => {
    const sizes = fc.record({
      length: fc.nat(900),
      most: fc.integer({ min: 1, max: 300 }),
      count: fc.integer({ min: 1, max: 900 }),
    })
    await fc.assert(
      fc.asyncProperty(sizes, async ({ length, most, count }) => {
        const { data, next } = await readPages(pagesOf(length, most), count, new AbortController().signal)
        expect(data).toEqual(Array.from({ length: Math.min(length, count) }, (_, place) => place))
        expect(next === null).toBe(data.length === length)
      }),
      { numRuns: 50 },
    )
  })
})
