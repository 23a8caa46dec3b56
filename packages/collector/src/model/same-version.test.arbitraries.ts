import { createScorer, defaultModel } from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import fc from 'fast-check'
import { expect } from 'vitest'
import { anyRun, now, outcome, takeIn } from '../leads/histories.test.arbitraries.ts'
import { createLiveModel } from '../live-model.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

export const original = { ...presets.agency, version: 4 }
/** The same file after somebody changed it, but not its version. */
export const edited = { ...defaultModel, version: 4 }

/**
 * Two collectors on one database, of which each has another model of the same version, restarted at any time: the leads are
 * always those of one of the models, namely the one in force.
 */
export function sameVersionLaw(
  createStores: () => [Store, Store],
  spoil: (store: Store) => Store = (store) => store,
) {
  const anyTurn = fc.record({ isEdited: fc.boolean(), restarts: fc.nat(4).map((dice) => dice === 0) })
  const anyTurns = fc.array(anyTurn, { minLength: 40, maxLength: 40 })
  return fc.asyncProperty(anyRun, anyTurns, async ({ one }, turns) => {
    const [store, another] = createStores()
    const open = (isEdited: boolean) => {
      const [own, model] = isEdited ? [another, edited] : [store, original]
      return createLiveModel({ store: spoil(own), model, now: () => now })
    }
    const collectors = [open(false), open(true)]
    let running: Promise<unknown>[] = []
    for (const [index, { events, wait }] of one.entries()) {
      const { isEdited = false, restarts = false } = turns[index] ?? {}
      const number = Number(isEdited)
      if (restarts) collectors[number] = open(isEdited)
      running.push(collectors[number]?.intake.accept(structuredClone(events), []) ?? Promise.resolve())
      if (!wait) continue
      await Promise.all(running)
      running = []
    }
    await Promise.all(running)
    const models = await Promise.all(collectors.map((live) => live.model()))
    expect(new Set(models.map(({ name }) => name)).size).toBe(1)
    const fresh = memoryStore()
    await takeIn(fresh, one, createScorer(models[0] ?? original))
    expect(await outcome(store)).toEqual(await outcome(fresh))
    await store.close()
    if (another !== store) await another.close()
  })
}
