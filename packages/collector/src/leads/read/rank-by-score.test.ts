import { createScorer, defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../create-intake.ts'
import { sampleEvent, sampleTime } from '../../storage/contract/samples.ts'
import { memoryStore } from '../../storage/memory.ts'
import type { Snapshot, Store } from '../../storage/port.ts'
import { sqliteStore } from '../../storage/sqlite.ts'
import { standingOf } from '../rate-lead.ts'
import { createRefresher } from '../refresh-due.ts'
import { type Ranked, rankByScore } from './rank-by-score.ts'

const scorer = createScorer(defaultModel)
const hour = 3_600_000
const paths = ['/pricing', '/demo', '/blog/crm', '/careers', '/contact']

const anyLead = fc.array(fc.record({ path: fc.constantFrom(...paths), hours: fc.nat(2_000) }), {
  minLength: 0,
  maxLength: 6,
})

/** Leads who saw some pages, each rated when it came in, at different times. */
async function fill(store: Store, leads: { path: string; hours: number }[][]): Promise<void> {
  for (const [index, pages] of leads.entries()) {
    const anonymousId = `v${index}`
    const events = pages.map(({ path, hours }, page) => {
      const at = sampleTime + hours * hour
      return sampleEvent(`m${index}-${page}`, { anonymousId, at, properties: { path, url: path } })
    })
    const email = `p${index}@example.com`
    const identify = sampleEvent(`m${index}`, { anonymousId, type: 'identify', email })
    const now = Math.max(sampleTime, ...events.map((event) => event.at))
    await createIntake({ store, scorer, now: () => now }).accept([...events, identify], [])
  }
}

async function exactOrder(snapshot: Snapshot, at: number, descending: boolean): Promise<string[]> {
  const leads = await snapshot.listLeads({ by: 'firstSeen', descending, after: null, limit: 1_000 })
  const ranked = leads.map((lead) => ({ id: lead.id, score: standingOf(lead, scorer, at).score }))
  const order = (a: (typeof ranked)[0], b: (typeof ranked)[0]) => a.score - b.score || (a.id < b.id ? -1 : 1)
  return ranked.sort((a, b) => (descending ? order(b, a) : order(a, b))).map(({ id }) => id)
}

async function pageByPage(
  store: Store,
  at: number,
  { descending, limit, slack = true }: { descending: boolean; limit: number; slack?: boolean },
): Promise<string[]> {
  return await store.read(async (snapshot) => {
    const ids: string[] = []
    // Without slack every lead counts as one that does not fade: its stored score is taken for the truth.
    const reader: Snapshot = slack
      ? snapshot
      : {
          ...snapshot,
          listLeads: async ({ changing, ...listing }) => (changing ? [] : await snapshot.listLeads(listing)),
        }
    for (let after: Ranked | null = null; ; ) {
      const page: Ranked[] = await rankByScore(
        reader,
        scorer,
        { descending, after, limit, at, filter: {} },
        3,
      )
      ids.push(...page.map(({ id }) => id))
      after = page.at(-1) ?? null
      if (page.length < limit) return ids
    }
  })
}

describe('rankByScore', () => {
  it('returns the order of the exact scores at any later time, for any page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLead, { minLength: 1, maxLength: 12 }),
        fc.nat(3_000),
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (leads, hours, limit, descending) => {
          const at = sampleTime + (2_000 + hours) * hour
          for (const store of [memoryStore(), sqliteStore(':memory:')]) {
            await fill(store, leads)
            await createRefresher(store, scorer).sweep(at)
            const exact = await store.read((snapshot) => exactOrder(snapshot, at, descending))
            expect(await pageByPage(store, at, { descending, limit })).toEqual(exact)
            await store.close()
          }
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  it('is wrong by stored scores alone (negative control)', async () => {
    const store = memoryStore()
    // Rated at different times: fresh pricing fades faster than the reading of an article.
    await fill(store, [
      [{ path: '/pricing', hours: 0 }],
      [{ path: '/blog/crm', hours: 90 }],
      [{ path: '/demo', hours: 20 }],
    ])
    let wrong = 0
    for (let at = sampleTime + 100 * hour; at < sampleTime + 3_000 * hour; at += 7 * hour) {
      await createRefresher(store, scorer).sweep(at)
      const exact = await store.read((snapshot) => exactOrder(snapshot, at, true))
      expect(await pageByPage(store, at, { descending: true, limit: 1 })).toEqual(exact)
      const stored = await pageByPage(store, at, { descending: true, limit: 1, slack: false })
      if (stored.join() !== exact.join()) wrong += 1
    }
    expect(wrong).toBeGreaterThan(0)
  })
})
