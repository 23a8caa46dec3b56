import { createScorer, type Model } from '@leadlight/scoring'
import { createIntake } from './create-intake.ts'
import { createLeadBook } from './create-lead-book.ts'
import type { FormDesk } from './forms/create-form-desk.ts'
import type { Intake } from './intake.ts'
import { CatchingUpError, type LeadBook } from './lead-book.ts'
import type { Publisher } from './model/create-publisher.ts'
import { readInForce, VERSION_IN_FORCE } from './model/publication.ts'
import { StaleModelError } from './model/stale-model-error.ts'
import { adoptModel, startModel } from './model/start-model.ts'
import type { Store } from './storage/port.ts'

/** The services that use one scoring model. */
export interface Engine {
  model: Model
  intake: Intake
  book: LeadBook
}

/** Provides the engine with the current model. */
export interface Engines {
  /** Runs work with the current engine, and again with the next one if the model changed meanwhile. */
  use<Result>(work: (engine: Engine) => Promise<Result>): Promise<Result>
  /** Notices that another collector has published a model. */
  notice(): Promise<void>
}

/** What `createEngines` works with. */
export interface EnginesOptions {
  store: Store
  /** The model to start with; see {@link startModel}. */
  model: Model
  publisher: Publisher
  now: () => number
  forms?: Pick<FormDesk, 'record'>
}

/** Limit of retries when models are published in quick succession. */
const MOST_ATTEMPTS = 5

/** Creates the engines of a collector, one after the other. The store is read at first use. */
export function createEngines({ store, model, publisher, now, forms }: EnginesOptions): Engines {
  let engine: Promise<Engine> | undefined
  let started = false

  const start = async (): Promise<Model> => {
    const own = await startModel({ store, publisher, now }, model)
    started = true
    return own
  }
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
  const forget = (stale: Promise<Engine>) => {
    if (engine === stale) engine = undefined
  }
  const current = (): Promise<Engine> => {
    engine ??= (started ? adoptModel(store, model) : start()).then(makeEngine)
    const own = engine
    // Retry the next time when the store cannot be read.
    own.catch(() => forget(own))
    return own
  }

  return {
    async use(work) {
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
    },
    async notice() {
      const own = current()
      const { version } = await store.read(async (snapshot) =>
        readInForce(await snapshot.setting(VERSION_IN_FORCE)),
      )
      if (version !== null && version !== (await own).model.version) forget(own)
    },
  }
}
