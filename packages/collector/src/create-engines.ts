import { createScorer, type Model } from '@leadlight/scoring'
import { createIntake } from './create-intake.ts'
import { createLeadService } from './create-lead-service.ts'
import type { SubmissionProcessor } from './forms/create-submission-processor.ts'
import type { Intake } from './intake.ts'
import { CatchingUpError, type LeadService } from './lead-service.ts'
import type { Publisher } from './model/create-publisher.ts'
import { isSameModel } from './model/model-digest.ts'
import { OtherRulesError } from './model/other-rules-error.ts'
import { CURRENT_VERSION, isCurrent, readCurrentVersion } from './model/publication.ts'
import { StaleModelError } from './model/stale-model-error.ts'
import { adoptModel, startModel } from './model/start-model.ts'
import type { Store } from './storage/port.ts'

/** The services that use one scoring model. */
export interface Engine {
  model: Model
  intake: Intake
  leadService: LeadService
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
  submissionProcessor?: Pick<SubmissionProcessor, 'record'>
  /** Called once when the model to start with is not used, because the current one has the same version, but other rules. */
  onOtherRules?: ((error: OtherRulesError) => void) | undefined
}

/** Limit of retries when models are published in quick succession. */
const MAX_ATTEMPTS = 5

/** Creates the engines of a collector, one after the other. The store is read at first use. */
export function createEngines(options: EnginesOptions): Engines {
  const { store, model, publisher, now, submissionProcessor, onOtherRules } = options
  let engine: Promise<Engine> | undefined
  let started = false
  let told = false

  const start = async (): Promise<Model> => {
    const own = await startModel({ store, publisher, now }, model)
    started = true
    return own
  }
  const makeEngine = (own: Model): Engine => {
    if (!told && own.version === model.version && !isSameModel(model, own)) {
      told = true
      onOtherRules?.(new OtherRulesError(model.version))
    }
    const scorer = createScorer(own)
    // Checked at the start; later each transaction checks the version itself.
    const checkModel = async () => {}
    return {
      model: own,
      intake: createIntake({
        store,
        scorer,
        now,
        checkModel,
        ...(submissionProcessor && { submissionProcessor }),
      }),
      leadService: createLeadService({ store, scorer, now, checkModel }),
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
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
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
      const version = await store.read(async (snapshot) =>
        readCurrentVersion(await snapshot.setting(CURRENT_VERSION)),
      )
      if (!isCurrent(version, (await own).model)) forget(own)
    },
  }
}
