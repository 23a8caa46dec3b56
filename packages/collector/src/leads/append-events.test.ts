import { createScorer, defaultModel } from '@leadlight/scoring'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import type { Intake } from '../intake.ts'
import { sampleEvent } from '../storage/contract/samples.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The victim's event, as its client would send it, and one of a stranger under the same id. */
const victim = sampleEvent('order-1', { anonymousId: 'victim', fingerprint: 'of the victim' })
const stranger = sampleEvent('order-1', { anonymousId: 'stranger', fingerprint: 'of the stranger' })

describe.each([
  ['memory', () => memoryStore()],
  ['SQLite', () => sqliteStore(':memory:')],
])('on %s, an id that a stranger sent first', (_, create) => {
  let store: Store
  let intake: Intake
  beforeEach(() => {
    store = create()
    intake = createIntake({ store, scorer: createScorer(defaultModel) })
  })
  afterEach(() => store.close())

  const eventsOf = (visitor: string) =>
    store.read((snapshot) => snapshot.events([`visitor:${visitor}`])) as Promise<StoredEvent[]>

  it('does not block the victim’s event', async () => {
    const guesses = ['order-1', 'order-1~', 'order-1~00000000000000000000000000000000']
    await intake.accept(
      guesses.map((messageId) => ({ ...stranger, messageId })),
      [],
    )
    expect(await intake.accept([victim], [])).toMatchObject({ stored: 1, conflicts: 0 })
    const [kept] = await eventsOf('victim')
    expect(kept).toEqual({ ...victim, messageId: expect.stringMatching(/^order-1~[\da-f]{32}$/) })
    expect(await eventsOf('stranger')).toHaveLength(3)
  })

  it('does not make the victim’s event count twice', async () => {
    await intake.accept([stranger, victim, victim], [])
    expect(await intake.accept([victim, stranger], [])).toMatchObject({ stored: 0, duplicates: 2 })
    await Promise.all([intake.accept([victim], []), intake.accept([victim, stranger], [])])
    expect(await eventsOf('victim')).toHaveLength(1)
    expect(await eventsOf('stranger')).toEqual([stranger])
  })

  it('leaves every victim an event of its own', async () => {
    const victims = Array.from({ length: 50 }, (_, index) => ({
      ...victim,
      anonymousId: `victim-${index}`,
      fingerprint: `of victim ${index}`,
    }))
    const result = await intake.accept([stranger, ...victims], [])
    expect(result).toMatchObject({ stored: 51, conflicts: 0 })
  })

  it('keeps its first content for the same sender', async () => {
    const other = { ...victim, fingerprint: 'other', properties: { path: '/other' } }
    await intake.accept([stranger, victim], [])
    expect(await intake.accept([other], [])).toMatchObject({ stored: 0, conflicts: 1 })
    const first = sampleEvent('m', { fingerprint: 'a' })
    await intake.accept([first], [])
    expect(await intake.accept([{ ...first, fingerprint: 'b' }], [])).toMatchObject({ conflicts: 1 })
    expect(await eventsOf('visitor-1')).toEqual([first])
  })

  it('is the same event for a secret key, since a stranger cannot have that key', async () => {
    await intake.accept([{ ...stranger, trusted: true }], [])
    expect(await intake.accept([{ ...victim, trusted: true }], [])).toMatchObject({ stored: 0, conflicts: 1 })
  })
})
