import { type Model, type Scorer, STATE_VERSION } from '@leadlight/scoring'
import { groupPersons } from '../identity/group-persons.ts'
import { isSameModel } from '../model/model-digest.ts'
import { OtherRulesError } from '../model/other-rules-error.ts'
import {
  CURRENT_VERSION,
  MODEL_SETTING,
  readCurrentVersion,
  readScoredBy,
  requireKnownModel,
  writeCurrentVersion,
} from '../model/publication.ts'
import { StaleModelError } from '../model/stale-model-error.ts'
import type { Snapshot, Store, Transaction } from '../storage/port.ts'
import { readEventsByLead } from './read-events-by-lead.ts'
import { saveLeads } from './save-leads.ts'
import { tolerantScorer } from './tolerant-scorer.ts'

const LEADS_PER_TRANSACTION = 100

/** Name of the setting with the version of the format in which the stored leads hold their scoring state. */
export const STATE_SETTING = 'state version'

/** Its value while all leads are being recomputed. */
const UNFINISHED = 'being scored again'

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
 * model, or uses another one of the same version.
 */
export function createModelCheck(store: Store, scorer: Scorer, now: () => number): () => Promise<void> {
  let checked: Promise<void> | undefined
  const { model } = scorer
  const check = async () => {
    const { scoredBy, state, digest } = await store.read(readChecked)
    const isCurrent = scoredBy !== null && isSameModel(model, scoredBy) && state === String(STATE_VERSION)
    if (isCurrent && digest !== null) return
    if (!isCurrent) {
      // Until the end, so that an interruption leaves no lead scored otherwise than the others.
      await store.transact(async (transaction) => {
        await requireCurrentModel(transaction, scorer)
        await transaction.saveSetting(STATE_SETTING, UNFINISHED)
      })
      await rescore(store, tolerantScorer(scorer), now)
    }
    await store.transact(async (transaction) => {
      const own = (await requireCurrentModel(transaction, scorer)) ?? model
      const { coming } = readCurrentVersion(await transaction.setting(CURRENT_VERSION))
      await transaction.saveSetting(MODEL_SETTING, JSON.stringify(own))
      await transaction.saveSetting(STATE_SETTING, String(STATE_VERSION))
      await transaction.saveSetting(CURRENT_VERSION, writeCurrentVersion(own, coming))
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

async function readChecked(snapshot: Snapshot) {
  const scoredBy = await readScoredBy(snapshot)
  const state = await snapshot.setting(STATE_SETTING)
  return { scoredBy, state, digest: readCurrentVersion(await snapshot.setting(CURRENT_VERSION)).digest }
}

/** Recomputes all leads from the log, some per transaction. */
async function rescore(store: Store, scorer: Scorer, now: () => number): Promise<void> {
  let after: { value: number; id: string } | null = null
  do {
    const place: typeof after = after
    after = await store.transact(async (transaction) => {
      await requireCurrentModel(transaction, scorer)
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

/**
 * Checks the current model, and holds a lock that delays publications until this transaction ends. Returns the model as it is
 * stored; null when it is not stored yet.
 */
async function requireCurrentModel(transaction: Transaction, { model }: Scorer): Promise<Model | null> {
  await transaction.erasures()
  await requireKnownModel(transaction, model.version)
  const stored = await readScoredBy(transaction)
  if (stored === null || stored.version < model.version) return null
  if (stored.version > model.version) throw new StaleModelError()
  if (isSameModel(model, stored)) return stored
  throw new StaleModelError(new OtherRulesError(model.version).message)
}

/** Recomputes leads from the log, and rates them for the time `now`. */
export async function rebuildLeads(
  transaction: Transaction,
  ids: string[],
  scorer: Scorer,
  now: number,
): Promise<void> {
  const additions = await readEventsByLead(transaction, ids)
  const groups = groupPersons(new Map((await transaction.members(ids)).map((person) => [person.key, person])))
  const changes = {
    update: { groups, changed: [], gone: [], former: new Map() },
    rebuilt: new Set(ids),
    additions,
    coming: readCurrentVersion(await transaction.setting(CURRENT_VERSION, true)).coming,
  }
  await saveLeads(transaction, changes, scorer, now)
}
