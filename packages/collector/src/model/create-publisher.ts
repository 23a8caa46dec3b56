import { createScorer, type Model, type Scorer, STATE_VERSION } from '@leadlight/scoring'
import { createTurnEnd } from '../after-turn.ts'
import { prepareLeads, switchLeads } from '../leads/convert-leads.ts'
import { MODEL_SETTING, STATE_SETTING } from '../leads/rescore.ts'
import { tolerantScorer } from '../leads/tolerant-scorer.ts'
import type { Store, Transaction } from '../storage/port.ts'
import {
  CHANGED_MODEL,
  type Publication,
  readPublication,
  savePublication,
  VERSION_IN_FORCE,
} from './publication.ts'
import { readVersion, saveVersion } from './versions.ts'

/** Puts models in force while everything else goes on. */
export interface Publisher {
  /** Begins; false when another publication is on its way. */
  begin(model: Model, before: Model, told: Pick<Publication, 'author' | 'note'>): Promise<boolean>
  /** Goes on with whatever is on its way, begun here or elsewhere; resolves when nothing is any more. */
  run(): Promise<void>
  progress(): Promise<Publication | null>
}

/**
 * Makes a publisher. Each step is one transaction, which remembers how far it came, so that any collector on the same store
 * can go on after any interruption. Nothing of it sets off a crossing.
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
  const step = (): Promise<boolean> =>
    store.transact(async (transaction) => {
      const publication = await readPublication(transaction)
      if (publication === null) return false
      const scorer = scorerOf(publication.model)
      const convert = publication.phase === 'preparing' ? prepareLeads : switchLeads
      const { after, count } = await convert(transaction, publication.after, scorer, now())
      if (after !== null) {
        await savePublication(transaction, { ...publication, after, done: publication.done + count })
        return true
      }
      if (publication.phase === 'switching') return await finish(transaction, publication)
      await putInForce(transaction, publication, now())
      return true
    })

  return {
    begin: (model, before, told) =>
      store.transact(async (transaction) => {
        if ((await readPublication(transaction)) !== null) return false
        const inForce = await transaction.setting(VERSION_IN_FORCE)
        if (inForce !== null && Number(inForce) !== before.version) return false
        const startedAt = now()
        if ((await readVersion(transaction, before.version)) === undefined) {
          const publishedAt = new Date(startedAt).toISOString()
          await saveVersion(transaction, { model: before, publishedAt, author: null, note: null })
        }
        await savePublication(transaction, {
          ...{ phase: 'preparing', model, ...told },
          ...{ startedAt, done: 0, after: null },
        })
        return true
      }),
    run() {
      const work = async () => {
        // Mostly there is nothing to do: writers need not be asked then.
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

/** From here on events count by the new model, wherever they come in. */
async function putInForce(transaction: Transaction, publication: Publication, now: number): Promise<void> {
  const { model, author, note } = publication
  // Waits for all who take events in, and they for it: each goes by one model, from the beginning to the end.
  await transaction.erasures(true)
  await transaction.saveSetting(CHANGED_MODEL, JSON.stringify(model))
  await transaction.saveSetting(VERSION_IN_FORCE, String(model.version))
  await saveVersion(transaction, { model, publishedAt: new Date(now).toISOString(), author, note })
  await savePublication(transaction, { ...publication, phase: 'switching', done: 0, after: null })
}

async function finish(transaction: Transaction, { model }: Publication): Promise<false> {
  await transaction.saveSetting(MODEL_SETTING, JSON.stringify(model))
  await transaction.saveSetting(STATE_SETTING, String(STATE_VERSION))
  await savePublication(transaction, null)
  return false
}
