import { defaultModel, STATE_VERSION } from '@leadlight/scoring'
import { expect, it } from 'vitest'
import { createLiveModel } from './live-model.ts'
import { readPublication } from './model/publication.ts'
import { memoryStore } from './storage/memory.ts'
import type { Store } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'
import type { StoredEvent } from './stored-event.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')
const now = () => noon
const none = { ...defaultModel, rules: [] }

function form(email: string): StoredEvent {
  return {
    messageId: email,
    site: 'www',
    trusted: false,
    type: 'track',
    name: 'Form Submitted',
    anonymousId: `visitor of ${email}`,
    userId: null,
    email,
    traits: { email },
    at: noon,
    receivedAt: noon,
    properties: { form_id: 'demo' },
    context: {},
    source: null,
    bot: false,
    fingerprint: email,
  }
}

const isPositive = (score: number) => score > 0

/** A store that can be told to fail at its next writes but so many. */
function fragile(): { store: Store; failAfter(writes: number): void; mend(): void } {
  const whole = memoryStore()
  let left = Number.POSITIVE_INFINITY
  const transact: Store['transact'] = (work) => {
    left -= 1
    return left < 0 ? Promise.reject(new StoreUnavailableError('The disk is full')) : whole.transact(work)
  }
  return {
    store: { ...whole, transact },
    failAfter: (writes) => {
      left = writes
    },
    mend: () => {
      left = Number.POSITIVE_INFINITY
    },
  }
}

it('refuses a change that the store cannot save, and keeps the previous model', async () => {
  const { store, failAfter, mend } = fragile()
  const live = createLiveModel({ store, model: defaultModel, now })
  await live.intake.accept([form('ada@x.co')], [])
  failAfter(0)
  await expect(live.change(none)).rejects.toThrow(StoreUnavailableError)
  mend()
  expect((await live.model()).version).toBe(defaultModel.version)
  const { data } = await live.leadService.list({ sort: '-score', limit: 10 })
  expect(data[0]?.score).toBeGreaterThan(0)
})

it('completes an interrupted change, in the same process or the next one', async () => {
  for (const restarted of [false, true]) {
    const { store, failAfter, mend } = fragile()
    const live = createLiveModel({ store, model: defaultModel, now })
    await live.intake.accept([form('ada@x.co'), form('eve@x.co')], [])
    failAfter(1)
    await expect(live.change(none)).rejects.toThrow(StoreUnavailableError)
    mend()
    const after = restarted ? createLiveModel({ store, model: defaultModel, now }) : live
    expect((await after.model()).version).toBe(defaultModel.version)
    // As it is called every second.
    await after.leadService.refresh()
    expect((await after.model()).version).toBe(defaultModel.version + 1)
    const { data } = await after.leadService.list({ sort: '-score', limit: 10 })
    expect(data.map((lead) => lead.score)).toEqual([0, 0])
  }
})

it('works again when the store can be read again', async () => {
  const { store } = fragile()
  let broken = true
  const read: Store['read'] = (work) =>
    broken ? Promise.reject(new StoreUnavailableError('locked')) : store.read(work)
  const live = createLiveModel({ store: { ...store, read }, model: defaultModel, now })
  await expect(live.model()).rejects.toThrow(StoreUnavailableError)
  broken = false
  expect((await live.model()).version).toBe(defaultModel.version)
})

it('uses the previous model at the start, while a higher version is being prepared', async () => {
  const whole = memoryStore()
  const former = createLiveModel({ store: whole, model: defaultModel, now })
  await former.intake.accept([form('ada@x.co')], [])
  let goOn = () => {}
  const accessControl = new Promise<void>((resolve) => {
    goOn = resolve
  })
  const read: Store['read'] = async (work, hint) => {
    // Asked before each step of what puts a model in force.
    if ((work as unknown) === readPublication) await accessControl
    return await whole.read(work, hint)
  }
  const next = { ...none, version: defaultModel.version + 4 }
  const live = createLiveModel({ store: { ...whole, read }, model: next, now })
  const scores = async () => {
    const { data } = await live.leadService.list({ sort: '-score', limit: 10 })
    return data.map((lead) => lead.score)
  }
  expect((await live.intake.accept([form('eve@x.co')], [])).stored).toBe(1)
  expect((await live.model()).version).toBe(defaultModel.version)
  expect(await scores()).toEqual([expect.toSatisfy(isPositive), expect.toSatisfy(isPositive)])

  goOn()
  await live.leadService.refresh()
  expect((await live.model()).version).toBe(next.version)
  expect(await scores()).toEqual([0, 0])
  // Another collector, with the file of before, does not take it back.
  const late = createLiveModel({ store: whole, model: defaultModel, now })
  expect((await late.model()).version).toBe(next.version)
})

it('rebuilds leads whose state was stored in the format of another version', async () => {
  const store = memoryStore()
  await createLiveModel({ store, model: defaultModel, now }).intake.accept([form('ada@x.co')], [])
  const scoreOf = async () => {
    const { data } = await createLiveModel({ store, model: defaultModel, now }).leadService.list({
      sort: '-score',
      limit: 1,
    })
    return data[0]?.score
  }
  const score = await scoreOf()
  expect(score).toBeGreaterThan(0)

  const forget = (state: string) =>
    store.transact(async (tx) => {
      const leads = await tx.listLeads({ by: 'score', descending: true, after: null, limit: 9 })
      await tx.saveLeads(leads.map((lead) => ({ lead: { ...lead, state: { rules: {} } }, words: [] })))
      await tx.saveSetting('state version', state)
    })
  await forget(String(STATE_VERSION))
  expect(await scoreOf()).not.toBe(score)
  await forget('another')
  expect(await scoreOf()).toBe(score)
})
