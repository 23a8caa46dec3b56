import type { Model } from '@leadlight/scoring'
import { createEngines, type Engines } from './create-engines.ts'
import type { SubmissionProcessor } from './forms/create-submission-processor.ts'
import type { Intake } from './intake.ts'
import type { LeadService } from './lead-service.ts'
import { createPublisher, type Publisher } from './model/create-publisher.ts'
import type { Publication } from './model/publication.ts'
import type { Store } from './storage/port.ts'

/** Who published a model, and why. */
export interface Attribution {
  author?: string
  note?: string
}

/** An intake and a lead service whose scoring model can be changed while they run. */
export interface LiveModel {
  intake: Intake
  leadService: LeadService
  model(): Promise<Model>
  /**
   * Starts publishing a model in the background; resolves with it. Its version is one higher than that of the current
   * model. Undefined while another model is being published.
   */
  publish(model: Model, attribution?: Attribution): Promise<Model | undefined>
  /** Publishes a model, after those already being published; resolves with it when all leads are scored by it. */
  change(model: Model): Promise<Model>
  /** The progress of the model being published; null when there is none. */
  progress(): Promise<Publication | null>
}

/** Options of `createLiveModel`. */
export interface LiveModelOptions {
  store: Store
  /**
   * The model to use, unless the store has one with the same or a higher version. When the store has one with a lower version,
   * that one stays in use until all leads are scored by this one.
   */
  model: Model
  now: () => number
  submissionProcessor?: Pick<SubmissionProcessor, 'record'>
  /** Called once when the stored model has the same version as `model`, but other rules. */
  onOtherRules?: ((error: Error) => void) | undefined
}

/** Creates a live model. The store is read at first use. */
export function createLiveModel(options: LiveModelOptions): LiveModel {
  const publisher = createPublisher(options.store, options.now)
  const { use, notice } = createEngines({ ...options, publisher })
  let changing: Promise<unknown> = Promise.resolve()

  const publish = async (next: Model, { author, note }: Attribution = {}): Promise<Model | undefined> => {
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
    leadService: createLiveLeadService({ use, notice }, publisher),
    model: async () => {
      await notice()
      return await use(async (own) => own.model)
    },
    async publish(next, attribution) {
      const begun = await publish(next, attribution)
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

/** Creates a lead service that uses the current model in each call. */
function createLiveLeadService({ use, notice }: Engines, publisher: Publisher): LeadService {
  return {
    list: (query) => use(({ leadService }) => leadService.list(query)),
    read: (id) => use(({ leadService }) => leadService.read(id)),
    timeline: (id, page) => use(({ leadService }) => leadService.timeline(id, page)),
    score: (id, at) => use(({ leadService }) => leadService.score(id, at)),
    scoreHistory: (id, range) => use(({ leadService }) => leadService.scoreHistory(id, range)),
    export: (id) => use(({ leadService }) => leadService.export(id)),
    erase: (id) => use(({ leadService }) => leadService.erase(id)),
    sources: (range) => use(({ leadService }) => leadService.sources(range)),
    funnel: (params) => use(({ leadService }) => leadService.funnel(params)),
    content: (params) => use(({ leadService }) => leadService.content(params)),
    crossings: (query) => use(({ leadService }) => leadService.crossings(query)),
    rejected: (page) => use(({ leadService }) => leadService.rejected(page)),
    async refresh() {
      await notice()
      // Continues a publication, whoever started it; due leads wait for it.
      if ((await publisher.progress()) !== null) await publisher.run()
      return await use(({ leadService }) => leadService.refresh())
    },
  }
}
