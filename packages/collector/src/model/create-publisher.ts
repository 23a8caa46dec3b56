import { createScorer, type Model, type Scorer, STATE_VERSION } from '@leadlight/scoring'
import { createTurnEnd } from '../after-turn.ts'
import { prepareLeads, prepareLeadsById } from '../leads/prepare-leads.ts'
import { STATE_SETTING } from '../leads/rescore.ts'
import { tolerantScorer } from '../leads/tolerant-scorer.ts'
import type { Store, Transaction } from '../storage/port.ts'
import { readChanged, unmarkChanged } from './changed-leads.ts'
import {
  CURRENT_VERSION,
  isCurrent,
  MODEL_SETTING,
  type Publication,
  readCurrentVersion,
  readPublication,
  savePublication,
  writeCurrentVersion,
} from './publication.ts'
import { readVersion, saveVersion } from './versions.ts'

/** Publishes models without interrupting the collector. */
export interface Publisher {
  /** Starts a publication; false when another one is running. */
  begin(model: Model, before: Model, attribution: Pick<Publication, 'author' | 'note'>): Promise<boolean>
  /** Continues a publication, whichever collector started it; resolves when none is left. */
  run(): Promise<void>
  progress(): Promise<Publication | null>
}

/** Few, because other writers wait meanwhile. */
const PREPARED_AT_ONCE = 50
/** Most leads left to prepare in the final transaction, during which no events are stored. */
const LEFT_AT_LAST = 200
const CLEARED_AT_ONCE = 200

/**
 * Creates a publisher. Each step is a transaction that records its progress, so that any collector on the same store can continue
 * after an interruption. Publishing causes no crossings.
 */
export function createPublisher(store: Store, now: () => number): Publisher {
  const afterThisTurn = createTurnEnd()
  let running: Promise<void> | undefined
  let ready: { version: number; scorer: Scorer } | undefined

  const scorerOf = (model: Model): Scorer => {
    if (ready?.version !== model.version) {
      ready = { version: model.version, scorer: tolerantScorer(createScorer(model)) }
    }
    return ready.scorer
  }
  /** Whether there is more to do. */
  const step = async (): Promise<boolean> => {
    // Read without a lock, before leads are locked, because writers lock leads first.
    const changed = await store.read((snapshot) => readChanged(snapshot, PREPARED_AT_ONCE))
    return await store.transact(async (transaction) => {
      const publication = await readPublication(transaction)
      if (publication === null) return false
      const { phase, model, walked, done } = publication
      if (phase !== 'preparing') return await clear(transaction, publication)
      const scorer = scorerOf(model)
      if (!walked) {
        const { after, count } = await prepareLeads(transaction, publication.after, scorer, now())
        const reached = after === null ? { walked: true } : { after }
        await savePublication(transaction, { ...publication, ...reached, done: done + count })
        return true
      }
      if (changed.length === PREPARED_AT_ONCE) await prepareChanged(transaction, changed, scorer, now())
      else await makeCurrent(transaction, publication, scorer, now())
      return true
    })
  }

  return {
    begin: (model, before, attribution) =>
      store.transact(async (transaction) => {
        if ((await readPublication(transaction)) !== null) return false
        // The lock of erasures excludes all intakes; from here on they note the leads that change.
        await transaction.erasures(true)
        const current = readCurrentVersion(await transaction.setting(CURRENT_VERSION))
        // Another collector may have begun while this one waited for the lock.
        if (current.coming || !isCurrent(current, before)) return false
        const startedAt = now()
        if ((await readVersion(transaction, before.version)) === undefined) {
          const publishedAt = new Date(startedAt).toISOString()
          await saveVersion(transaction, { model: before, publishedAt, author: null, note: null })
        }
        await transaction.saveSetting(CURRENT_VERSION, writeCurrentVersion(before, true))
        const beginning = { phase: 'preparing', done: 0, after: null, walked: false } as const
        await savePublication(transaction, { ...beginning, model, ...attribution, startedAt })
        return true
      }),
    run() {
      const work = async () => {
        // Mostly there is nothing to do; reading does not block writers.
        while ((await store.read(readPublication)) !== null && (await step())) await afterThisTurn()
      }
      running ??= work().finally(() => {
        running = undefined
      })
      return running
    },
    progress: () => store.read(readPublication),
  }
}

async function prepareChanged(transaction: Transaction, ids: string[], scorer: Scorer, now: number) {
  await prepareLeadsById(transaction, ids, scorer, now)
  await unmarkChanged(transaction, ids)
}

/** Switches to the new model: from here on, all leads are ranked and all events scored by it, at every collector. */
async function makeCurrent(
  transaction: Transaction,
  publication: Publication,
  scorer: Scorer,
  now: number,
): Promise<void> {
  const { model, author, note } = publication
  // Waits for all transactions that store events, and blocks new ones, so that each uses one model throughout.
  await transaction.erasures(true)
  const left = await readChanged(transaction, LEFT_AT_LAST + 1)
  await prepareChanged(transaction, left, scorer, now)
  if (left.length > LEFT_AT_LAST) return
  await transaction.swapLeads()
  await transaction.saveSetting(CURRENT_VERSION, writeCurrentVersion(model, false))
  await transaction.saveSetting(MODEL_SETTING, JSON.stringify(model))
  await transaction.saveSetting(STATE_SETTING, String(STATE_VERSION))
  await saveVersion(transaction, { model, publishedAt: new Date(now).toISOString(), author, note })
  await savePublication(transaction, { ...publication, phase: 'clearing', done: 0, after: null })
}

/** Deletes the leads as scored by the former model. */
async function clear(transaction: Transaction, publication: Publication): Promise<boolean> {
  const count = await transaction.dropNextLeads(CLEARED_AT_ONCE)
  const isLeft = count === CLEARED_AT_ONCE
  const done = publication.done + count
  await savePublication(transaction, isLeft ? { ...publication, done } : null)
  return isLeft
}
