import type { Model } from '@leadlight/scoring'
import { createEngines, type Engines } from './create-engines.ts'
import type { FormDesk } from './forms/create-form-desk.ts'
import type { Intake } from './intake.ts'
import type { LeadBook } from './lead-book.ts'
import { createPublisher, type Publisher } from './model/create-publisher.ts'
import type { Publication } from './model/publication.ts'
import type { Store } from './storage/port.ts'

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

/** Creates a live model. The store is read at first use. */
export function createLiveModel(options: LiveModelOptions): LiveModel {
  const publisher = createPublisher(options.store, options.now)
  const { use, notice } = createEngines({ ...options, publisher })
  let changing: Promise<unknown> = Promise.resolve()

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
    book: createLiveBook({ use, notice }, publisher),
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
}

/** Creates a lead book that uses the current model in each call. */
function createLiveBook({ use, notice }: Engines, publisher: Publisher): LeadBook {
  return {
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
  }
}
