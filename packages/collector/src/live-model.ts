import { createScorer, type Model, parseModel } from '@leadlight/scoring'
import { createIntake } from './create-intake.ts'
import { createLeadBook } from './create-lead-book.ts'
import type { FormDesk } from './forms/create-form-desk.ts'
import type { Intake } from './intake.ts'
import type { LeadBook } from './lead-book.ts'
import type { Store } from './storage/port.ts'

/** What works under one scoring model. */
interface Engine {
  model: Model
  intake: Intake
  book: LeadBook
}

/** The intake and the lead book under a scoring model that can be changed while they work. */
export interface LiveModel {
  intake: Intake
  book: LeadBook
  model(): Promise<Model>
  /**
   * Puts a model in force; resolves with it when every lead is scored by it. Its version becomes one more than that of the
   * model before. Deliveries wait meanwhile.
   */
  change(model: Model): Promise<Model>
}

/** What a live model needs. */
export interface LiveModelOptions {
  store: Store
  /** Put in force at the start, unless the store remembers one of a higher version. */
  model: Model
  now: () => number
  forms?: Pick<FormDesk, 'record'>
}

/** Name of the setting under which the store remembers a model that was put in force while working. */
const CHANGED_MODEL = 'changed model'

/** Reads what the store remembers at the first use, not before. */
export function createLiveModel({ store, model, now, forms }: LiveModelOptions): LiveModel {
  const working = new Set<Promise<unknown>>()
  let engine: Promise<Engine> | undefined
  let changing: Promise<unknown> = Promise.resolve()

  const makeEngine = (own: Model): Engine => {
    const scorer = createScorer(own)
    return {
      model: own,
      intake: createIntake({ store, scorer, now, ...(forms && { forms }) }),
      book: createLeadBook({ store, scorer, now }),
    }
  }
  const current = (): Promise<Engine> => {
    engine ??= choose(store, model).then(makeEngine)
    // A store that cannot be read now may be read later.
    engine.catch(() => {
      engine = undefined
    })
    return engine
  }
  const use = async <Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> => {
    await changing
    const task = current().then(work)
    const settled = task.catch(() => {})
    working.add(settled)
    settled.then(() => working.delete(settled))
    return task
  }
  const replace = async (next: Model): Promise<Model> => {
    const before = await current()
    await Promise.all(working)
    // A sweep that nobody waits for any more would go on by the model before.
    await before.book.refresh()
    const own = { ...next, version: before.model.version + 1 }
    // Remembered first: should scoring be interrupted, it goes on from here by the new model, never by both.
    await store.transact((transaction) => transaction.saveSetting(CHANGED_MODEL, JSON.stringify(own)))
    const after = makeEngine(own)
    engine = Promise.resolve(after)
    // Asking for any lead has all of them scored by the new model.
    await after.book.read('')
    return own
  }

  return {
    intake: {
      accept: (events, rejected, sentNow) => use(({ intake }) => intake.accept(events, rejected, sentNow)),
    },
    book: {
      list: (query) => use(({ book }) => book.list(query)),
      read: (id) => use(({ book }) => book.read(id)),
      timeline: (id, page) => use(({ book }) => book.timeline(id, page)),
      score: (id, at) => use(({ book }) => book.score(id, at)),
      course: (id, range) => use(({ book }) => book.course(id, range)),
      export: (id) => use(({ book }) => book.export(id)),
      erase: (id) => use(({ book }) => book.erase(id)),
      sources: (range) => use(({ book }) => book.sources(range)),
      crossings: (query) => use(({ book }) => book.crossings(query)),
      rejected: (page) => use(({ book }) => book.rejected(page)),
      refresh: () => use(({ book }) => book.refresh()),
    },
    model: () => use(async (own) => own.model),
    change(next) {
      const change = changing.then(() => replace(next))
      changing = change.catch(() => {})
      return change
    },
  }
}

/** The given model, or the one that was put in force later. */
async function choose(store: Store, given: Model): Promise<Model> {
  const remembered = await store.read((snapshot) => snapshot.setting(CHANGED_MODEL))
  if (remembered === null) return given
  const changed: Model = JSON.parse(remembered)
  // Checked, but used as it was stored: its text tells whether the leads were scored by it.
  return 'model' in parseModel(changed) && changed.version > given.version ? changed : given
}
