import { endsWithin } from './ends-within.ts'
import type { LeadService } from './lead-service.ts'
import type { MailQueue } from './mail/create-mail-queue.ts'
import { createPeriodicTask } from './periodic-task.ts'
import { pruneRecords } from './retention/prune-records.ts'
import { createWordFiller } from './search/fill-words.ts'
import type { Store } from './storage/port.ts'

/** What a collector does periodically. */
export interface BackgroundWork {
  /** Starts the timers, unless they were started or stopped before. */
  start(): void
  /** Stops permanently. Resolves when the mails that are being sent are recorded, or after some seconds. */
  stop(): Promise<void>
}

/** What `createBackgroundWork` works with. */
export interface BackgroundOptions {
  store: Store
  leadService: Pick<LeadService, 'refresh'>
  mails: MailQueue | undefined
  /** Milliseconds since 1970. */
  now: () => number
  onError: (error: unknown) => void
}

/** Interval of the sweep for due leads; it runs earlier when it knows that one is due. */
const REFRESH_MS = 1_000
const SHORTEST_PAUSE_MS = 10
/** Interval at which the mail queue is checked. */
const MAIL_MS = 3_000
/** How long mails that are being sent are waited for at the end; less than what containers are given to stop. */
const LAST_MAILS_MS = 5_000
/** Interval of retention, and its delay after the first request. */
const PRUNE_MS = 3_600_000
const FIRST_PRUNE_MS = 10_000

/** Creates the periodic work of a collector: due leads, mails and retention. */
export function createBackgroundWork(options: BackgroundOptions): BackgroundWork {
  const { store, leadService, mails, now, onError } = options
  const filling = createWordFiller(store)
  const refreshing = createPeriodicTask(async () => {
    filling.start()
    const next = await leadService.refresh()
    return next === null ? undefined : { againMs: Math.max(SHORTEST_PAUSE_MS, next - now()) }
  }, REFRESH_MS)
  const mailing = createPeriodicTask(async () => {
    await mails?.run()
    return undefined
  }, MAIL_MS)
  const prune = async () => {
    await pruneRecords({ store, now: now() }).catch(onError)
    return undefined
  }
  const pruning = createPeriodicTask(prune, PRUNE_MS, FIRST_PRUNE_MS)
  return {
    start() {
      refreshing.start()
      pruning.start()
      if (mails !== undefined) mailing.start()
    },
    async stop() {
      refreshing.stop()
      mailing.stop()
      pruning.stop()
      // Otherwise copies of them would be sent after a restart.
      if (mails !== undefined) await endsWithin(LAST_MAILS_MS, mails.stop())
    },
  }
}
