import type { Batch, Receipt } from '@leadlight/protocol'
import type { Model } from '@leadlight/scoring'
import { Hono } from 'hono'
import { createApi } from './api/create-api.ts'
import { createFactRecorder } from './by-hand/record-fact.ts'
import { createConfirmationRoutes } from './consents/confirmation-routes.ts'
import { createApp } from './create-app.ts'
import { createBackgroundWork } from './create-background-work.ts'
import { createFormDesk } from './forms/create-form-desk.ts'
import { createProgress } from './forms/create-progress.ts'
import { createReceipts } from './forms/create-receipts.ts'
import { createSigner } from './forms/create-signer.ts'
import { createDownloadRoutes, type FindDownload } from './forms/download-routes.ts'
import { createFormRoutes } from './forms/form-routes.ts'
import { createFormShelf } from './forms/form-shelf.ts'
import { createSpamGuard } from './forms/spam-guard.ts'
import type { Assets } from './http/assets.ts'
import { errorResponse } from './http/error-response.ts'
import type { RequestInfo } from './http/request-info.ts'
import { secureAnswer } from './http/secure-answer.ts'
import { createClientSettings } from './ingest/client-settings.ts'
import { createIngest } from './ingest/create-ingest.ts'
import { createGate, senderOf } from './ingest/gate.ts'
import { createIngestAddresses } from './ingest/ingest-paths.ts'
import { createIngestRoutes } from './ingest/ingest-routes.ts'
import { createOriginPolicy } from './ingest/origin-policy.ts'
import { readDelivery } from './ingest/read-delivery.ts'
import { createKeyCache } from './keys/create-key-cache.ts'
import { createKeyring, type Key } from './keys.ts'
import { createLimits, type LimitOptions } from './limits/create-limits.ts'
import { createLiveModel } from './live-model.ts'
import { createMailQueue } from './mail/create-mail-queue.ts'
import type { Mailer } from './mail/mailer.ts'
import { createCollectorMetrics } from './metrics/collector-metrics.ts'
import { createMetricsRoute } from './metrics/metrics-route.ts'
import { createReadiness } from './readiness.ts'
import { shortenLog } from './retention/shorten-log.ts'
import type { Store } from './storage/port.ts'
import { createVisitorCookieRoutes } from './visitor-cookie/visitor-cookie-routes.ts'

/** Options of `createCollector`. */
export interface CollectorOptions {
  store: Store
  /** The scoring model. A model published through the API takes precedence unless this one has a higher version. */
  model: Model
  keys: readonly Key[]
  /**
   * Origins of the pages that may send events, like `https://www.example.com`, for keys without a list of their own; all by
   * default. Pages of the collector's own host always may.
   */
  allowedOrigins?: readonly string[] | undefined
  /** Files to serve, by path: the tracker's scripts. */
  assets?: Assets | undefined
  /** Token for `GET /metrics` only; without it, only secret keys give access. */
  metricsToken?: string | undefined
  /** Path where it is mounted, like `/leadlight`; the root by default. */
  basePath?: string | undefined
  /** Limits beyond which senders are told to retry later. */
  limits?: LimitOptions | undefined
  /** Sends the mails of forms; without it, none are sent. */
  mailer?: Mailer | undefined
  /** Finds the files of forms' downloads; without it, there are none. */
  downloads?: FindDownload | undefined
  /** Milliseconds since 1970; the system clock by default. */
  now?: (() => number) | undefined
  /** Called with internal errors; without it, nothing is logged. */
  onError?: ((error: unknown) => void) | undefined
}

/** Receives, stores and scores events, and serves the API. */
export interface Collector {
  /** Handles any request; never rejects. The client's IP address in `info` is truncated before it is stored. */
  fetch(request: Request, info?: RequestInfo): Promise<Response>
  /**
   * Accepts a batch without HTTP; suitable as the tracker's `collector` option. Resolves after the commit is durable.
   *
   * @throws RefusedError with the status of the HTTP response; StoreUnavailableError when the store fails
   */
  ingest(batch: Batch): Promise<Receipt>
  /**
   * Deletes visitors' events before `before` (milliseconds since 1970) from the log; see {@link shortenLog}.
   *
   * @throws StoreUnavailableError when the store fails
   */
  shortenLog(before: number): Promise<number>
  /** Waits for running work, then closes the store. */
  close(): Promise<void>
}

/**
 * Creates a collector. Nothing runs before the first request.
 *
 * @throws TypeError for invalid keys or origins
 */
export function createCollector(options: CollectorOptions): Collector {
  const { store, model, now = Date.now, onError = () => {} } = options
  const storedKeys = createKeyCache(store, now)
  const keyring = createKeyring(options.keys, storedKeys)
  const origins = createOriginPolicy(options.allowedOrigins, keyring)
  const gate = createGate(keyring, origins)
  const limits = createLimits(
    options.limits ?? {},
    () => performance.now(),
    () => metrics.cut(),
  )
  const shelf = createFormShelf(store, now)
  const signer = createSigner(store)
  const guard = createSpamGuard(store, signer)
  const forms = createFormDesk({ store, shelf, guard, sendsMail: options.mailer !== undefined })
  const live = createLiveModel({ store, model, now, forms })
  const metrics = createCollectorMetrics({ store, now, limits })
  const readiness = createReadiness({ store, live })
  const ingest = createIngest({ intake: readiness.watch(metrics.measure(live.intake)), now, forms })
  const askNext = createProgress(store, live.model, now)
  const receipts = createReceipts(store, signer, now)
  const record = createFactRecorder({ store, intake: live.intake, now })
  const findDownload = options.downloads ?? (async () => undefined)
  const mails =
    options.mailer && createMailQueue({ store, mailer: options.mailer, sign: signer.sign, now, onError })
  const background = createBackgroundWork({ store, book: live.book, mails, now, onError })
  const events = createIngestRoutes({ ingest, gate, limits, onError })
  const basePath = options.basePath?.replace(/\/+$/, '') ?? ''
  const routes = new Hono<{ Bindings: RequestInfo }>()
  routes.route('/', events.app)
  routes.route('/', createClientSettings())
  routes.route('/', createMetricsRoute({ metrics, keyring, token: options.metricsToken, onError }))
  routes.route('/', createVisitorCookieRoutes(limits.bodies, onError))
  routes.route('/', createFormRoutes({ shelf, guard, askNext, ingest, gate, limits, receipts, now, onError }))
  routes.route('/', createConfirmationRoutes({ shelf, signer, record, now, onError }))
  routes.route('/', createDownloadRoutes({ shelf, signer, find: findDownload, now, onError }))
  routes.route(
    '/',
    createApi({ live, readiness, shelf, forms, store, keyring, storedKeys, now, onError, basePath }),
  )
  const app = createApp({ routes, basePath, assets: options.assets, onError })

  const typeTaken = createIngestAddresses(basePath)
  const answerTo = async (request: Request, url: string, info: RequestInfo = {}): Promise<Response> => {
    try {
      // Most requests are events; this lookup is cheaper than the router.
      const type = request.method === 'POST' ? typeTaken(url) : undefined
      const answer =
        type === undefined ? await app.fetch(request, info) : await events.take(request, type, info)
      // Successful receipts have these headers already; checking them would slow down the most frequent requests.
      return type === undefined || answer.status !== 200 ? secureAnswer(answer) : answer
    } catch (error) {
      return secureAnswer(errorResponse(error, onError))
    }
  }

  return {
    fetch: async (request, info) => {
      background.start()
      const { url } = request
      const answer = await answerTo(request, url, info)
      metrics.answered(url, answer.status)
      return answer
    },
    async ingest(batch) {
      background.start()
      const text = JSON.stringify(batch)
      return limits.queue(text.length, async () => {
        const delivery = readDelivery(text, null)
        const sender = await senderOf(keyring, delivery.writeKey)
        return ingest(delivery, sender, { userAgent: null, ip: null, fromPage: false })
      })
    },
    shortenLog: async (before) => shortenLog({ store, model: await live.model(), before, now }),
    close: () => {
      background.stop()
      return store.close()
    },
  }
}
