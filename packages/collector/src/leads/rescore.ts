import { type Model, type Scorer, STATE_VERSION } from '@leadlight/scoring'
import { groupPersons } from '../identity/group-persons.ts'
import {
  MODEL_SETTING,
  readInForce,
  readLaterModel,
  readScoredBy,
  VERSION_IN_FORCE,
  writeInForce,
} from '../model/publication.ts'
import { StaleModelError } from '../model/stale-model-error.ts'
import type { Snapshot, Store, Transaction } from '../storage/port.ts'
import { additionsOf } from './additions-of.ts'
import { saveLeads } from './save-leads.ts'
import { tolerantScorer } from './tolerant-scorer.ts'

const LEADS_PER_TRANSACTION = 100

/** Name of the setting with the version of the format in which the stored leads hold their scoring state. */
export const STATE_SETTING = 'state version'

/**
 * The model with a lower version by which the stored leads are scored; null when there is none, or when their state has the
 * format of another release, so that no event can be added to it.
 */
export async function readFormerModel(snapshot: Snapshot, { version }: Model): Promise<Model | null> {
  const [former, state] = await Promise.all([readScoredBy(snapshot), snapshot.setting(STATE_SETTING)])
  return former !== null && former.version < version && state === String(STATE_VERSION) ? former : null
}

/**
 * Creates a function that must be called before leads are read or written. Its first call checks whether the stored leads
 * were scored by this model and have the state format of this release, and otherwise recomputes all of them from the log.
 * After an interruption it starts again. Rejects with a {@link StaleModelError} when another collector published a later
 * model.
 */
export function createModelCheck(store: Store, scorer: Scorer, now: () => number): () => Promise<void> {
  let checked: Promise<void> | undefined
  const check = async () => {
    const wanted = { [MODEL_SETTING]: JSON.stringify(scorer.model), [STATE_SETTING]: String(STATE_VERSION) }
    const settings = Object.entries(wanted)
    const stored = await store.read((snapshot) =>
      Promise.all(settings.map(async ([name, value]) => (await snapshot.setting(name)) === value)),
    )
    if (stored.every((same) => same)) return
    const { version } = scorer.model
    await rescore(store, tolerantScorer(scorer), now)
    await store.transact(async (transaction) => {
      await requireInForce(transaction, scorer)
      for (const [name, value] of settings) await transaction.saveSetting(name, value)
      const { coming } = readInForce(await transaction.setting(VERSION_IN_FORCE))
      await transaction.saveSetting(VERSION_IN_FORCE, writeInForce({ version, coming }))
    })
  }
  return () => {
    checked ??= check().catch((error: unknown) => {
      checked = undefined
      throw error
    })
    return checked
  }
}

/** Recomputes all leads from the log, some per transaction. */
async function rescore(store: Store, scorer: Scorer, now: () => number): Promise<void> {
  let after: { value: number; id: string } | null = null
  do {
    const place: typeof after = after
    after = await store.transact(async (transaction) => {
      await requireInForce(transaction, scorer)
      const limit = LEADS_PER_TRANSACTION
      const leads = await transaction.listLeads({ by: 'firstSeen', descending: false, after: place, limit })
      const last = leads.at(-1)
      if (last === undefined) return null
      const ids = leads.map((lead) => lead.id)
      await rebuildLeads(transaction, ids, scorer, now())
      return { value: last.firstSeen, id: last.id }
    })
  } while (after !== null)
}

/** Checks the current model, and holds a lock that delays publications until this transaction ends. */
async function requireInForce(transaction: Transaction, { model }: Scorer): Promise<void> {
  await transaction.erasures()
  if ((await readLaterModel(transaction, model)) !== null) throw new StaleModelError()
}

/** Recomputes leads from the log, and rates them for the time `now`. */
export async function rebuildLeads(
  transaction: Transaction,
  ids: string[],
  scorer: Scorer,
  now: number,
): Promise<void> {
  const additions = await additionsOf(transaction, ids)
  const groups = groupPersons(new Map((await transaction.members(ids)).map((person) => [person.key, person])))
  const changes = {
    update: { groups, changed: [], gone: [], former: new Map() },
    rebuilt: new Set(ids),
    additions,
    coming: readInForce(await transaction.setting(VERSION_IN_FORCE, true)).coming,
  }
  await saveLeads(transaction, changes, scorer, now)
}
