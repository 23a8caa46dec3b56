import { createScorer, defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../../create-intake.ts'
import { sampleEvent, sampleTime } from '../../storage/contract/samples.ts'
import { memoryStore } from '../../storage/memory.ts'
import type { LeadListing, Snapshot, Store } from '../../storage/port.ts'
import { sqliteStore } from '../../storage/sqlite.ts'
import { standingOf } from '../rate-lead.ts'
import { createRefresher } from '../refresh-due.ts'
import { type Matches, rankMatching } from './rank-matching.ts'
import type { Ranked } from './rank-sources.ts'

const scorer = createScorer(defaultModel)
const hour = 3_600_000

/** How often, and how long ago, somebody saw the prices; and whether the condition holds for them. */
const anyLead = fc.record({ hours: fc.array(fc.nat(2_000), { maxLength: 4 }), matches: fc.boolean() })
type Visits = { hours: number[]; matches: boolean }

async function fill(store: Store, leads: Visits[]): Promise<void> {
  for (const [index, { hours, matches }] of leads.entries()) {
    const anonymousId = `v${index}`
    const pages = hours.map((ago, page) =>
      sampleEvent(`m${index}-${page}`, {
        ...{ anonymousId, at: sampleTime + ago * hour },
        properties: { path: '/pricing', url: '/pricing' },
      }),
    )
    const email = `p${index}@${matches ? 'yes' : 'no'}.example`
    const identify = sampleEvent(`m${index}`, { anonymousId, type: 'identify', email })
    const now = Math.max(sampleTime, ...pages.map(({ at }) => at))
    await createIntake({ store, scorer, now: () => now }).accept([...pages, identify], [])
  }
}

const isMatch = ({ emails }: { emails: string[] }) => emails[0]?.endsWith('@yes.example') ?? false

interface Order {
  by: LeadListing['by']
  descending: boolean
}

/** All that match, in the exact order. */
async function expected(snapshot: Snapshot, at: number, { by, descending }: Order): Promise<string[]> {
  const leads = await snapshot.listLeads({
    ...{ by: 'firstSeen', descending: false, after: null, limit: 1_000 },
  })
  const value = (lead: (typeof leads)[0]) => (by === 'score' ? standingOf(lead, scorer, at).score : lead[by])
  const ordered = leads.filter(isMatch).sort((a, b) => value(a) - value(b) || (a.id < b.id ? -1 : 1))
  return (descending ? ordered.reverse() : ordered).map(({ id }) => id)
}

async function pageByPage(
  snapshot: Pick<Snapshot, 'listLeads'>,
  at: number,
  { by, descending }: Order,
  { limit, most }: { limit: number; most: number },
): Promise<string[]> {
  const ids: string[] = []
  let expectedAhead: string[] = []
  let after: Ranked | null = null
  do {
    const page: Matches<string> = await rankMatching(snapshot, {
      listing: { by, descending },
      match: (lead) =>
        isMatch(lead)
          ? {
              value: by === 'score' ? standingOf(lead, scorer, at).score : lead[by],
              present: () => lead.id,
            }
          : undefined,
      ...{ after, limit, chunkSize: 3 },
      goesOn: (read, advances) => read < most || !advances,
    })
    // What is certain to follow does follow.
    const both = Math.min(expectedAhead.length, page.found.length)
    expect(page.found.slice(0, both)).toEqual(expectedAhead.slice(0, both))
    expectedAhead = page.ahead.places.map(({ id }) => id)
    expect(page.found.length).toBeLessThanOrEqual(limit)
    ids.push(...page.found)
    after = page.next
    if (page.ahead.isEnd) expectedAhead.push('no more')
  } while (after !== null)
  return ids
}

const anyOrder = fc.record({
  by: fc.constantFrom<LeadListing['by']>('score', 'score', 'firstSeen', 'lastSeen'),
  descending: fc.boolean(),
})

describe('rankMatching', () => {
  it('gives each match once, in the exact order at any later time, however little a page looks through', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyLead, { minLength: 1, maxLength: 14 }),
        fc.nat(3_000),
        anyOrder,
        fc.record({ limit: fc.integer({ min: 1, max: 5 }), most: fc.integer({ min: 1, max: 9 }) }),
        async (leads, hours, order, sizes) => {
          const at = sampleTime + (2_000 + hours) * hour
          for (const store of [memoryStore(), sqliteStore(':memory:')]) {
            await fill(store, leads)
            await createRefresher(store, scorer).sweep(at)
            const [exact, found] = await store.read(async (snapshot) => [
              await expected(snapshot, at, order),
              await pageByPage(snapshot, at, order, sizes),
            ])
            expect(found).toEqual(exact)
            await store.close()
          }
        },
      ),
    )
  }, 60_000)

  it('misses some where a fading score is taken for the exact one', async () => {
    const anyClose = fc.record({ hours: fc.array(fc.nat(60), { maxLength: 2 }), matches: fc.constant(true) })
    const { failed } = await fc.check(
      fc.asyncProperty(
        fc.array(anyClose, { minLength: 6, maxLength: 14 }),
        fc.nat(400),
        async (some, hours) => {
          const store = memoryStore()
          const at = sampleTime + (60 + hours) * hour
          await fill(store, some)
          await createRefresher(store, scorer).sweep(at)
          const order = { by: 'score', descending: true } as const
          await store.read(async (snapshot) => {
            // Every lead counts as one whose score is settled.
            const listLeads: Snapshot['listLeads'] = async ({ changing, ...listing }) =>
              changing ? [] : await snapshot.listLeads(listing)
            const found = await pageByPage({ listLeads }, at, order, { limit: 2, most: 3 })
            expect(found).toEqual(await expected(snapshot, at, order))
          })
        },
      ),
      { numRuns: 300, endOnFailure: true },
    )
    expect(failed).toBe(true)
  })

  it('stops looking when nothing matches for long, and says where to go on', async () => {
    const store = memoryStore()
    const leads = Array.from({ length: 30 }, (_, index) => ({ hours: [index * 60], matches: false }))
    await fill(store, leads)
    let read = 0
    const page = await store.read((snapshot) =>
      rankMatching(
        {
          listLeads: async (listing) => {
            const found = await snapshot.listLeads(listing)
            read += found.length
            return found
          },
        },
        {
          listing: { by: 'firstSeen', descending: true },
          match: () => undefined,
          ...{ after: null, limit: 5, chunkSize: 3 },
          goesOn: (read, advances) => read < 6 || !advances,
        },
      ),
    )
    expect(page.found).toEqual([])
    expect(page.next).not.toBeNull()
    // Two chunks: the second one is larger.
    expect(read).toBe(12)
  })
})
