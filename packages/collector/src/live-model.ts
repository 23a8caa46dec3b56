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

/** The services that use one scoring model. */
interface Engine {
  model: Model
  intake: Intake
  book: LeadBook
}

/** Who published a model, and why. */
export interface Told {
  author?: string
  note?: string
}

/** An intake and a lead book whose scoring model can be changed while they run. */
export interface LiveModel {
  intake: Intake
  book: LeadBook
  model(): Promise<Model>
  /**
   * Starts publishing a model in the background; resolves with it. Its version is one higher than that of the current
   * model. Undefined while another model is being published.
   */
  publish(model: Model, told?: Told): Promise<Model | undefined>
  /** Publishes a model, after those already being published; resolves with it when all leads are scored by it. */
  change(model: Model): Promise<Model>
  /** The progress of the model being published; null when there is none. */
  progress(): Promise<Publication | null>
}

/** Options of `createLiveModel`. */
export interface LiveModelOptions {
  store: Store
  /**
   * The model to use, unless the store has one with a higher version. When the store has one with a lower version, that one
   * stays in use until all leads are scored by this one.
   */
  model: Model
  now: () => number
  forms?: Pick<FormDesk, 'record'>
}

/** Limit of retries when models are published in quick succession. */
const MOST_ATTEMPTS = 5

/** How long the first use waits for the publication of a model with a higher version, in milliseconds. */
const START_PATIENCE_MS = 1_000

/** Creates a live model. The store is read at first use. */
export function createLiveModel(options: LiveModelOptions): LiveModel {
  const { store, model, now, forms } = options
  const publisher = createPublisher(store, now)
  let engine: Promise<Engine> | undefined
  let started = false
  let changing: Promise<unknown> = Promise.resolve()

  const makeEngine = (own: Model): Engine => {
    const scorer = createScorer(own)
    // Checked at the start; later each transaction checks the version itself.
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
    // Retry the next time when the store cannot be read.
    own.catch(() => forget(own))
    return own
  }
  /** Determines the first model. Another program may have scored the stored leads by another model. */
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
      // Another collector has just published a later model.
      if (error instanceof StaleModelError) return await start()
      throw error
    }
    started = true
    return own
  }
  /** Publishes a model while everything else continues with the former one. */
  const succeed = async (own: Model): Promise<void> => {
    for (;;) {
      const former = await store.read((snapshot) => readFormerModel(snapshot, own))
      if (former === null) return
      const begun = await publisher.begin(own, former, { author: null, note: null })
      // A publication from before the start may be running.
      if (!begun && (await publisher.progress()) === null) return
      await publisher.run()
    }
  }
  const forget = (stale: Promise<Engine>) => {
    if (engine === stale) engine = undefined
  }
  /** Runs work with the current model, and again with the next one if it changed meanwhile. */
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
    throw new CatchingUpError('A new scoring model is being published: try again in a moment.')
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
        // Continues a publication, whoever started it; due leads wait for it.
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
      // If interrupted, the next refresh continues it.
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

  /** Notices that another collector has published a model. */
  async function notice(): Promise<void> {
    const own = current()
    const { version } = await store.read(async (snapshot) =>
      readInForce(await snapshot.setting(VERSION_IN_FORCE)),
    )
    if (version !== null && version !== (await own).model.version) forget(own)
  }
}

/** The current model, from the store or as given. */
async function adopt(store: Store, given: Model): Promise<Model> {
  return await store.read(async (snapshot) => {
    const { version } = readInForce(await snapshot.setting(VERSION_IN_FORCE))
    const scoredBy = await readScoredBy(snapshot)
    return scoredBy !== null && scoredBy.version === version ? scoredBy : given
  })
}
