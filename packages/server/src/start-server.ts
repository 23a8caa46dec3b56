import type { IncomingMessage } from 'node:http'
import {
  type CollectorOptions,
  createCollector,
  OtherRulesError,
  type UnfinishedBodies,
} from '@leadlight/collector'
import { boundLog } from './bounded-log.ts'
import { clientAddress } from './http/client-address.ts'
import { createFileCompression } from './http/compress-files.ts'
import { type Listener, type ListenOptions, listen } from './http/listen.ts'
import { loggedPath } from './http/logged-path.ts'
import { pageHeaders } from './http/page-security.ts'
import { readAssets } from './http/read-assets.ts'
import { createStaticFiles } from './http/static-files.ts'
import { type Log, redactError } from './log.ts'
import { startRetention } from './operation/start-retention.ts'

/** Options of `startServer`; the first ones are those of `createCollector`. */
export interface ServerOptions
  extends Pick<
      CollectorOptions,
      'store' | 'model' | 'keys' | 'publicUrl' | 'limits' | 'mailer' | 'downloads' | 'metricsToken'
    >,
    Omit<ListenOptions, 'onCut'> {
  log: Log
  /** Days for which events are kept; for ever by default. */
  keepEventsDays?: number | undefined
  /** Answers requests first; undefined passes them on to the page of leads and the collector. */
  site?: (request: Request) => Response | undefined | Promise<Response | undefined>
}

/** A running server. */
export interface RunningServer {
  /** Like `http://127.0.0.1:8787`, without a trailing slash. */
  url: string
  /** Stops accepting requests, finishes running ones, and closes the store. */
  close(): Promise<void>
}

/**
 * Serves the collector, the scripts for other pages and the page of leads on one port.
 * Throws a `Failure` when it cannot listen there.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { host, site } = options
  const log = boundLog(options.log)
  const assets = readAssets()
  if (assets.missing.length > 0) log.warn({ missing: assets.missing }, 'not built: run npm run build')
  let listener: Listener | undefined
  // The listener bounds the memory for bodies; the collector only reports it.
  const unfinishedBytes: UnfinishedBodies = {
    get held() {
      return listener?.unfinished.held ?? 0
    },
    get cut() {
      return listener?.unfinished.cut ?? 0
    },
  }
  const collector = createCollector({
    store: options.store,
    model: options.model,
    keys: options.keys,
    assets: assets.scripts,
    limits: { ...options.limits, unfinishedBytes },
    publicUrl: options.publicUrl,
    ...(options.mailer && { mailer: options.mailer }),
    ...(options.downloads && { downloads: options.downloads }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    onError: (error) => {
      if (error instanceof OtherRulesError) log.warn(error.message)
      else log.error(redactError(error), 'collector failed')
    },
  })
  const servePage = createStaticFiles(assets.page, pageHeaders)
  const compressFiles = createFileCompression()

  const answer = async (request: Request, incoming: IncomingMessage) => {
    const ip = clientAddress(incoming, options.trustProxy ?? false)
    const response =
      (await site?.(request)) ??
      servePage(request) ??
      (await collector.fetch(request, ip === undefined ? {} : { ip }))
    return await compressFiles(request, response)
  }
  try {
    listener = await listen(withLog(answer, log), {
      ...options,
      onCut: () => log.info('a body that came slowly was cut off: too many are under way'),
    })
  } catch (error) {
    await collector.close()
    throw error
  }
  const { port, drain } = listener
  // A collector starts its background work (mails, models, crossings by decay) with the first request, which may be hours away.
  void collector.fetch(new Request('http://localhost/api/health'))
  const stopRetention =
    options.keepEventsDays === undefined
      ? () => {}
      : startRetention({
          days: options.keepEventsDays,
          shorten: collector.shortenLog,
          onDone: (count) => log.info({ count }, 'events past retention are gone'),
          onError: (error) => log.error(redactError(error), 'retention failed'),
        })
  return {
    url: addressOf(host, port),
    close: async () => {
      stopRetention()
      await drain()
      await collector.close()
    },
  }
}

/** An address that a browser on this machine can open: `0.0.0.0` and `::` stand for all addresses, and are none. */
function addressOf(host: string, port: number): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

type Answer = (request: Request, incoming: IncomingMessage) => Promise<Response>

/** Logs each answer: 5xx as `error`, 4xx as `info`, others as `debug`. */
function withLog(answer: Answer, log: Log): Answer {
  return async (request, incoming) => {
    const startedAt = performance.now()
    const response = await answer(request, incoming).catch((error: unknown) => {
      log.error(redactError(error), 'request failed')
      return new Response(null, { status: 500 })
    })
    const { status } = response
    const level = status >= 500 ? 'error' : status >= 400 ? 'info' : 'debug'
    const ms = Math.round(performance.now() - startedAt)
    log[level](
      { method: request.method, path: loggedPath(new URL(request.url).pathname), status, ms },
      'request',
    )
    return response
  }
}
