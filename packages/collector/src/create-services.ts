import { createEventRecorder } from './by-hand/record-event.ts'
import { checkOptions } from './check-options.ts'
import type { CollectorOptions } from './collector.ts'
import { createBackgroundWork } from './create-background-work.ts'
import { createProgressiveProfiling } from './forms/create-progressive-profiling.ts'
import { createReceipts } from './forms/create-receipts.ts'
import { createSigner } from './forms/create-signer.ts'
import { createSubmissionProcessor } from './forms/create-submission-processor.ts'
import { createFormRepository } from './forms/form-repository.ts'
import { createSpamGuard } from './forms/spam-guard.ts'
import { createAccessControl } from './ingest/access-control.ts'
import { createIngest } from './ingest/create-ingest.ts'
import { createOriginPolicy } from './ingest/origin-policy.ts'
import { createKeyCache } from './keys/create-key-cache.ts'
import { createKeyring } from './keys.ts'
import { createLimits } from './limits/create-limits.ts'
import { createLiveModel } from './live-model.ts'
import { createMailQueue } from './mail/create-mail-queue.ts'
import { createCollectorMetrics } from './metrics/collector-metrics.ts'
import { createReadiness } from './readiness.ts'
import { createRefusedPages } from './setup/refused-pages.ts'

/** The services of a collector, which its routes use. */
export type Services = ReturnType<typeof createServices>

/**
 * Creates the services of a collector.
 *
 * @throws TypeError for missing options, an invalid model, invalid keys or origins
 */
export function createServices(options: CollectorOptions) {
  checkOptions(options)
  const { store, model, mailer, now = Date.now, onError = () => {} } = options
  const storedKeys = createKeyCache(store, now)
  const keyring = createKeyring(options.keys, storedKeys)
  const origins = createOriginPolicy(options.allowedOrigins, keyring)
  const refused = createRefusedPages(now)
  const accessControl = createAccessControl(keyring, origins, refused)
  const limits = createLimits(options.limits ?? {}, () => performance.now())
  const formRepository = createFormRepository(store, now)
  const signer = createSigner(store)
  const guard = createSpamGuard(store, signer)
  const sendsMail = mailer !== undefined
  const submissionProcessor = createSubmissionProcessor({ store, formRepository, guard, sendsMail })
  const live = createLiveModel({ store, model, now, submissionProcessor, onOtherRules: onError })
  const metrics = createCollectorMetrics({ store, now, limits })
  const readiness = createReadiness({ store, live })
  const intake = readiness.watch(metrics.measure(live.intake))
  const mails = mailer && createMailQueue({ store, mailer, sign: signer.sign, now, onError })
  return {
    ...{ store, now, onError, storedKeys, keyring, origins, refused, accessControl, limits },
    ...{ formRepository, signer, guard, submissionProcessor, live, metrics, readiness },
    ingest: metrics.countLosses(createIngest({ intake, now, submissionProcessor })),
    selectFields: createProgressiveProfiling(store, live.model, now),
    receipts: createReceipts(store, signer, now),
    record: createEventRecorder({ store, intake: live.intake, now }),
    background: createBackgroundWork({ store, leadService: live.leadService, mails, now, onError }),
  }
}
