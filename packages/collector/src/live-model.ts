import { createScorer, type Model } from '@leadlight/scoring'
import { createIntake } from './create-intake.ts'
import { createLeadBook } from './create-lead-book.ts'
import { endsWithin } from './ends-within.ts'
import type { FormDesk } from './forms/create-form-desk.ts'
import type { Intake } from './intake.ts'
import { CatchingUpError, type LeadBook } from './lead-book.ts'
import { createModelCheck, readFormerModel } from './leads/rescore.ts'
import { createPublisher } from './model/create-publisher.ts'
import {
  type Publication,
  readInForce,
  readLaterModel,
  readScoredBy,
  VERSION_IN_FORCE,
} from './model/publication.ts'
import { StaleModelError } from './model/stale-model-error.ts'
import type { Store } from './storage/port.ts'

/** What works under one scoring model. */
interface Engine {
  model: Model
  intake: Intake
  book: LeadBook
}

/** Who puts a model in force, and why. */
export interface Told {
  author?: string
  note?: string
}

/** The intake and the lead book under a scoring model that can be changed while they work. */
export interface LiveModel {
  intake: Intake
  book: LeadBook
  model(): Promise<Model>
  /**
   * Begins to put a model in force, which goes on by itself while everything else does; resolves with it. Its version becomes
   * one more than that of the model before. Undefined while another one is on its way.
   */
  publish(model: Model, told?: Told): Promise<Model | undefined>
  /** Puts a model in force, after those that are on their way; resolves with it when every lead is scored by it. */
  change(model: Model): Promise<Model>
  /** How far a model is on its way; null when none is. */
  progress(): Promise<Publication | null>
}

/** What a live model needs. */
export interface LiveModelOptions {
  store: Store
  /**
   * Put in force at the start, unless the store remembers one of a higher version. Where the store remembers one of a lower version,
   * that one stays in force until every lead is worked out by this one.
   */
  model: Model
  now: () => number
  forms?: Pick<FormDesk, 'record'>
}

/** Often enough for one model after the other; more is a fault. */
const MOST_ATTEMPTS = 5

/** How long the first use waits for a model of a higher version to be in force, in milliseconds. */
const START_PATIENCE_MS = 1_000

/** Reads what the store remembers at the first use, not before. */
export function createLiveModel(options: LiveModelOptions): LiveModel {
  const { store, model, now, forms } = options
  const publisher = createPublisher(store, now)
  let engine: Promise<Engine> | undefined
  let started = false
  let changing: Promise<unknown> = Promise.resolve()

  const makeEngine = (own: Model): Engine => {
    const scorer = createScorer(own)
    // It was seen to at the start; from then on each transaction sees for itself whether another model is in force.
    const checkModel = async () => {}
    return {
      model: own,
      intake: createIntake({ store, scorer, now, checkModel, ...(forms && { forms }) }),
      book: createLeadBook({ store, scorer, now, checkModel }),
    }
  }
  const current = (): Promise<Engine> => {
    engine ??= (started ? adopt(store, model) : start()).then(makeEngine)
    const own = engine
    // A store that cannot be read now may be read later.
    own.catch(() => forget(own))
    return own
  }
  /** The leads may have been left by another program, with another model. */
  const start = async (): Promise<Model> => {
    const own = (await store.read((snapshot) => readLaterModel(snapshot, model))) ?? model
    const former = await store.read((snapshot) => readFormerModel(snapshot, own))
    if (former !== null && !(await endsWithin(START_PATIENCE_MS, succeed(own)))) {
      started = true
      return former
    }
    try {
      await createModelCheck(store, createScorer(own), now)()
    } catch (error) {
      // Another collector has just put a later model in force.
      if (error instanceof StaleModelError) return await start()
      throw error
    }
    started = true
    return own
  }
  /** Puts a model in force while everything else goes on by the one before it. */
  const succeed = async (own: Model): Promise<void> => {
    for (;;) {
      const former = await store.read((snapshot) => readFormerModel(snapshot, own))
      if (former === null) return
      const begun = await publisher.begin(own, former, { author: null, note: null })
      // Another one may be on its way, from before the start.
      if (!begun && (await publisher.progress()) === null) return
      await publisher.run()
    }
  }
  const forget = (stale: Promise<Engine>) => {
    if (engine === stale) engine = undefined
  }
  /** Does it by the model in force, also when that changes meanwhile. */
  const use = async <Result>(work: (engine: Engine) => Promise<Result>): Promise<Result> => {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const own = current()
      try {
        return await work(await own)
      } catch (error) {
        if (!(error instanceof StaleModelError)) throw error
        forget(own)
      }
    }
    throw new CatchingUpError('A new scoring model is being put in force: ask again in a moment.')
  }
  const publish = async (next: Model, { author, note }: Told = {}): Promise<Model | undefined> => {
    await notice()
    const before = await use(async (own) => own.model)
    const own = { ...next, version: before.version + 1 }
    const begun = await publisher.begin(own, before, { author: author ?? null, note: note ?? null })
    return begun ? own : undefined
  }
  const change = async (next: Model): Promise<Model> => {
    for (;;) {
      await publisher.run()
      const own = await publish(next)
      if (own === undefined) continue
      await publisher.run()
      return own
    }
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
      funnel: (question) => use(({ book }) => book.funnel(question)),
      content: (question) => use(({ book }) => book.content(question)),
      crossings: (query) => use(({ book }) => book.crossings(query)),
      rejected: (page) => use(({ book }) => book.rejected(page)),
      async refresh() {
        await notice()
        // Whatever is on its way goes on, whoever began it; what is due waits for it.
        if ((await publisher.progress()) !== null) await publisher.run()
        return await use(({ book }) => book.refresh())
      },
    },
    model: async () => {
      await notice()
      return await use(async (own) => own.model)
    },
    async publish(next, told) {
      const begun = await publish(next, told)
      // Should it be interrupted, the next refresh goes on with it.
      if (begun !== undefined) publisher.run().catch(() => {})
      return begun
    },
    change(next) {
      const changed = changing.then(() => change(next))
      changing = changed.catch(() => {})
      return changed
    },
    progress: publisher.progress,
  }

  /** Notices that another model is in force, put there by another collector. */
  async function notice(): Promise<void> {
    const own = current()
    const { version } = await store.read(async (snapshot) =>
      readInForce(await snapshot.setting(VERSION_IN_FORCE)),
    )
    if (version !== null && version !== (await own).model.version) forget(own)
  }
}

/** The model in force, wherever it came from. */
async function adopt(store: Store, given: Model): Promise<Model> {
  return await store.read(async (snapshot) => {
    const { version } = readInForce(await snapshot.setting(VERSION_IN_FORCE))
    const scoredBy = await readScoredBy(snapshot)
    return scoredBy !== null && scoredBy.version === version ? scoredBy : given
  })
}
