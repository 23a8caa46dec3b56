import { createScorer, defaultModel, type Scorer } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { createIntake } from './create-intake.ts'
import { createLeadService } from './create-lead-service.ts'
import { sampleEvent, sampleTime } from './storage/contract/samples.ts'
import { memoryStore } from './storage/memory.ts'
import type { Store } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'

const scorer = createScorer(defaultModel)
const now = () => sampleTime + 60_000
const none = { stored: 0, duplicates: 0, conflicts: 0, refused: [] }

function identify(messageId: string) {
  return sampleEvent(messageId, { type: 'identify', email: 'ana@acme.io', at: sampleTime + 1 })
}

/** A store that notes when its transactions begin and end. */
function watched(store: Store): { store: Store; log: string[] } {
  const log: string[] = []
  const transact: Store['transact'] = async (work) => {
    log.push('begin')
    const result = await store.transact(work)
    log.push('commit')
    return result
  }
  return { store: { ...store, transact }, log }
}

/** Cannot take events of this name. */
function failingScorer(name: string): Scorer {
  return {
    ...scorer,
    add(state, event) {
      if (event.name === name) throw new Error(`no rule for ${name}`)
      scorer.add(state, event)
    },
  }
}

async function storedIds(store: Store): Promise<string[]> {
  const events = await store.read((snapshot) => snapshot.events(['visitor:visitor-1']))
  return events.map((event) => event.messageId).sort()
}

describe('createIntake', () => {
  it('returns what was stored of each delivery', async () => {
    const intake = createIntake({ store: memoryStore(), scorer, now })
    const [first, second] = await Promise.all([
      intake.accept([sampleEvent('a'), sampleEvent('b')], []),
      intake.accept([sampleEvent('a'), sampleEvent('b', { fingerprint: 'other' }), sampleEvent('c')], []),
    ])
    expect(first).toEqual({ ...none, stored: 2 })
    expect(second).toEqual({ ...none, stored: 1, duplicates: 1, conflicts: 1 })
    expect(await intake.accept([], [])).toEqual(none)
  })

  it('commits simultaneous deliveries together, and answers after the commit', async () => {
    const { store, log } = watched(memoryStore())
    const intake = createIntake({ store, scorer, now })
    await intake.accept([sampleEvent('first')], [])
    log.length = 0
    const answers = ['a', 'b', 'c'].map((id) =>
      intake.accept([sampleEvent(id)], []).then(() => log.push('answer')),
    )
    await Promise.all(answers)
    expect(log).toEqual(['begin', 'commit', 'answer', 'answer', 'answer'])
  })

  it('refuses only the event that cannot be processed, and stores it with the reason', async () => {
    const store = memoryStore()
    const intake = createIntake({ store, scorer: failingScorer('Poison'), now })
    const poison = sampleEvent('p', { type: 'track', name: 'Poison', at: sampleTime + 2 })
    const [good, mixed] = await Promise.all([
      intake.accept([sampleEvent('a'), identify('i')], []),
      intake.accept([sampleEvent('b'), poison, sampleEvent('c')], []),
    ])
    const reason = 'could not be processed: no rule for Poison'
    expect(good).toEqual({ ...none, stored: 2 })
    expect(mixed).toEqual({ ...none, stored: 2, refused: [{ messageId: 'p', reason }] })
    expect(await storedIds(store)).toEqual(['a', 'b', 'c', 'i'])
    const [kept] = await store.read((snapshot) => snapshot.rejected(null, 5))
    expect(kept).toMatchObject({ messageId: 'p', site: 'shop', reason })
    expect(JSON.parse(kept?.message ?? '')).toEqual(poison)
  })

  it('stores refused messages of a delivery exactly once, also when the delivery is split', async () => {
    const store = memoryStore()
    const intake = createIntake({ store, scorer: failingScorer('Poison'), now })
    const rejected = { site: 'shop', messageId: 'r', receivedAt: 1, reason: 'bad', message: '{}' }
    const poison = sampleEvent('p', { type: 'track', name: 'Poison', at: sampleTime + 2 })
    await intake.accept([identify('i'), poison], [rejected])
    const kept = await store.read((snapshot) => snapshot.rejected(null, 9))
    expect(kept.map(({ messageId }) => messageId)).toEqual(['p', 'r'])
    expect(await storedIds(store)).toEqual(['i'])
  })

  it('makes a lead of a visitor with an earlier event that cannot be scored', async () => {
    const store = memoryStore()
    const failing = failingScorer('Poison')
    const intake = createIntake({ store, scorer: failing, now })
    await intake.accept([sampleEvent('a'), sampleEvent('p', { type: 'track', name: 'Poison' })], [])
    expect(await intake.accept([identify('i')], [])).toEqual({ ...none, stored: 1 })
    const leadService = createLeadService({ store, scorer: failing, now })
    const lead = await leadService.read('email:ana@acme.io')
    expect(lead?.score).toBeGreaterThan(0)
    expect(await leadService.score(lead?.id ?? '', now())).toMatchObject({ score: lead?.score })
  })

  it('reports that the store is unavailable, and works again when it is back', async () => {
    const store = memoryStore()
    let down = true
    const flaky: Store = {
      ...store,
      transact: (work) =>
        down ? Promise.reject(new StoreUnavailableError('disk full')) : store.transact(work),
    }
    const intake = createIntake({ store: flaky, scorer, now })
    await expect(intake.accept([sampleEvent('a')], [])).rejects.toThrow(StoreUnavailableError)
    down = false
    expect(await intake.accept([sampleEvent('a')], [])).toEqual({ ...none, stored: 1 })
  })
})
