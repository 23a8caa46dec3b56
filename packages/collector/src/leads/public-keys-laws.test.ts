import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLinkDecision } from '../identity/link-decision.ts'
import { memoryStore } from '../storage/memory.ts'
import type { StoredEvent } from '../stored-event.ts'
import { anyRun, outcome, takeIn } from './histories.test.arbitraries.ts'

/** What the log of these events makes of names. */
async function read(events: StoredEvent[]) {
  const store = memoryStore()
  await takeIn(store, [{ events, wait: true }])
  const { leads, persons } = await outcome(store)
  return { leads: new Map(leads.map((lead) => [lead.id, lead])), persons }
}

/** What a secret key says of names, and what public keys add to it. */
async function addition(events: StoredEvent[]): Promise<void> {
  // Whose the anonymous events of a browser are is for the browser to say.
  const trusted = events.filter(
    (event) => event.trusted && !isLinkDecision(event) && (event.userId ?? event.email) !== null,
  )
  const alone = await read(trusted)
  const all = await read([...trusted, ...events.filter((event) => !event.trusted)])
  const leadOf = new Map(all.persons.map(({ key, lead }) => [key, lead]))
  for (const { key, lead } of alone.persons) expect(leadOf.get(key)).toBe(lead)
  for (const [id, { userId, emails, traits }] of alone.leads) {
    const lead = all.leads.get(id)
    if (userId !== null) expect(lead?.userId).toBe(userId)
    expect(lead?.emails.slice(0, emails.length)).toEqual(emails)
    expect(lead?.traits).toMatchObject(traits)
  }
}

describe('a public key', () => {
  it('never renames, joins, splits or overwrites what a secret key named', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, ({ events }) => addition(events)),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) },
    )
  }, 120_000)

  it('would do so if it were treated as a secret key (negative control)', async () => {
    const { failed } = await fc.check(
      fc.asyncProperty(anyRun, async ({ events }) => {
        const named = events.filter(
          (event) => (event.userId ?? event.email) !== null && !isLinkDecision(event),
        )
        const before = await read(named.filter((event) => event.trusted))
        const after = await read(named.map((event) => ({ ...event, trusted: true })))
        const leadOf = new Map(after.persons.map(({ key, lead }) => [key, lead]))
        for (const { key, lead } of before.persons) expect(leadOf.get(key)).toBe(lead)
      }),
      { numRuns: 300, endOnFailure: true },
    )
    expect(failed).toBe(true)
  })
})
