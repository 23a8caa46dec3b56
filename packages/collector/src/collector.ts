import type { Batch, Receipt } from '@leadlight/protocol'
import type { Model } from '@leadlight/scoring'
import type { FindDownload } from './forms/download-routes.ts'
import type { Assets } from './http/assets.ts'
import type { RequestInfo } from './http/request-info.ts'
import type { Key } from './keys.ts'
import type { LimitOptions } from './limits/create-limits.ts'
import type { Mailer } from './mail/mailer.ts'
import type { OtherRulesError } from './model/other-rules-error.ts'
import type { shortenLog } from './retention/shorten-log.ts'
import type { Store } from './storage/port.ts'

/** Options of `createCollector`. */
export interface CollectorOptions {
  store: Store
  /**
   * The scoring model. The current one, which may have been published through the API, takes precedence unless this one has a
   * higher version: raise it with each change. With the same version but other rules, `onError` gets an {@link OtherRulesError}.
   */
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
  /**
   * Where clients reach it, like `https://www.example.com/leadlight`, for the settings of Segment's clients; by default where
   * their request was sent to, which a proxy or framework may have changed.
   */
  publicUrl?: string | undefined
  /** Limits beyond which senders are told to retry later. */
  limits?: LimitOptions | undefined
  /** Sends the mails of forms; without it, none are sent. */
  mailer?: Mailer | undefined
  /** Finds the files of forms' downloads; without it, there are none. */
  downloads?: FindDownload | undefined
  /** Milliseconds since 1970; the system clock by default. */
  now?: (() => number) | undefined
  /** Called with internal errors, and once with an {@link OtherRulesError}; without it, nothing is logged. */
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
