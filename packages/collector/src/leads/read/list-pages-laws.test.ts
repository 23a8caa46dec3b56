import { createScorer, defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../create-intake.ts'
import { createLeadService } from '../../create-lead-service.ts'
import { InvalidCursorError } from '../../lead-service.ts'
import { createSegmentRepository } from '../../segments/segment-repository.ts'
import { sampleEvent, sampleTime } from '../../storage/contract/samples.ts'
import { memoryStore } from '../../storage/memory.ts'
import type { Store } from '../../storage/port.ts'
import { sqliteStore } from '../../storage/sqlite.ts'

const hour = 3_600_000
// Events stop to count after two days, at midnight.
const scorer = createScorer({ ...defaultModel, lookBackDays: 2 })
const paths = ['/pricing', '/demo', '/blog/crm', '/careers']
const anyLead = fc.array(fc.record({ path: fc.constantFrom(...paths), hours: fc.nat(70) }), { maxLength: 6 })

/** Leads, the size of a page and the order, and how many hours pass before each further page is asked for. */
const anyReading = fc.record({
  leads: fc.array(anyLead, { minLength: 2, maxLength: 12 }),
  limit: fc.integer({ min: 1, max: 5 }),
  sort: fc.constantFrom('-score' as const, 'score' as const),
  /** Whether one collector serves all pages; otherwise each page is served by another one. */
  byOne: fc.boolean(),
  pauses: fc.array(fc.constantFrom(0, 0.01, 1, 9, 30), { minLength: 12, maxLength: 12 }),
})

/**
 * Reads a list page by page, while scores fade and are updated: each lead is on exactly one page.
 *
 * @param clockOf the clock of the list, given that of the updates
 */
function law(createStore: () => Store, segment?: string, clockOf = (clock: number) => clock) {
  return fc.asyncProperty(anyReading, async ({ leads, limit, sort, byOne, pauses }) => {
    const store = createStore()
    let clock = sampleTime + 72 * hour
    for (const [index, pages] of leads.entries()) {
      const of = { anonymousId: `v${index}` }
      const events = pages.map(({ path, hours }, page) =>
        sampleEvent(`m${index}-${page}`, { ...of, at: sampleTime + hours * hour, properties: { path } }),
      )
      const known = sampleEvent(`m${index}`, { ...of, type: 'identify', email: `p${index}@x.io` })
      await createIntake({ store, scorer, now: () => clock }).accept([...events, known], [])
    }
    const where = { daysSinceFirstSeen: { gte: 0 } }
    await createSegmentRepository(store, () => clock).save({ id: 'all', name: 'All', where })
    const updating = createLeadService({ store, scorer, now: () => clock })
    const start = clock
    const startListing = () => createLeadService({ store, scorer, now: () => start + clockOf(clock - start) })
    let listing = startListing()
    const ids: string[] = []
    const pausesLeft = [...pauses]
    for (let cursor: string | undefined; ; ) {
      const query = { sort, limit, ...(segment && { segment }), ...(cursor !== undefined && { cursor }) }
      const { data, next } = await listing.list(query)
      ids.push(...data.map(({ id }) => id))
      if (next === null) break
      cursor = next
      if (!byOne) listing = startListing()
      clock += (pausesLeft.shift() ?? 0) * hour
      await updating.refresh()
    }
    expect(ids.toSorted()).toEqual([...new Set(ids)].sort())
    expect(ids).toHaveLength(leads.length)
    await store.close()
  })
}

describe('the pages of a list by score', () => {
  it.each<[string, () => Store, string | undefined]>([
    ['in memory', memoryStore, undefined],
    ['in SQLite', () => sqliteStore(':memory:'), undefined],
    ['of a segment', memoryStore, 'all'],
  ])(
    'contain each lead that did not change exactly once, however late they are read: %s',
    async (_, create, segment) => {
      await fc.assert(law(create, segment), { numRuns: Number(process.env.PROPERTY_RUNS ?? 80) })
    },
    60_000,
  )

  it.each([undefined, 'all'])(
    'would not if all were computed for the time of the first (negative control)',
    async (segment) => {
      const { failed } = await fc.check(
        law(memoryStore, segment, () => 0),
        { numRuns: 1_000, endOnFailure: true },
      )
      expect(failed).toBe(true)
    },
    60_000,
  )

  it('end with a clear error where they were begun too long ago', async () => {
    const store = memoryStore()
    let clock = sampleTime
    const intake = createIntake({ store, scorer, now: () => clock })
    const events = Array.from({ length: 30 }, (_, index) =>
      sampleEvent(`m${index}`, { anonymousId: `v${index}`, type: 'identify', email: `p${index}@x.io` }),
    )
    await intake.accept(events, [])
    const leadService = createLeadService({ store, scorer, now: () => clock })
    const readAll = async () => {
      for (let cursor: string | undefined; ; clock += hour) {
        const { next } = await leadService.list({ sort: '-score', limit: 1, ...(cursor && { cursor }) })
        if (next === null) return
        cursor = next
      }
    }
    await expect(readAll()).rejects.toThrow(InvalidCursorError)
  })
})
