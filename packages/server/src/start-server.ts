import type { IncomingMessage } from 'node:http'
import { type CollectorOptions, createCollector } from '@leadlight/collector'
import { boundLog } from './bounded-log.ts'
import { clientAddress } from './http/client-address.ts'
import { type Listener, type ListenOptions, listen } from './http/listen.ts'
import { loggedPath } from './http/logged-path.ts'
import { pageHeaders } from './http/page-security.ts'
import { readAssets } from './http/read-assets.ts'
import { createStaticFiles } from './http/static-files.ts'
import { type Log, loggable } from './log.ts'
import { startRetention } from './operation/start-retention.ts'

/** What a server is made of; the first part as in `createCollector`. */
export interface ServerOptions
  extends Pick<
      CollectorOptions,
      'store' | 'model' | 'keys' | 'limits' | 'mailer' | 'downloads' | 'metricsToken'
    >,
    Omit<ListenOptions, 'onCut'> {
  log: Log
  /** For how many days is kept what visitors did; for ever unless given. */
  keepEventsDays?: number
  /** Asked before anything else; what it answers is sent, undefined goes on to the page of leads and the collector. */
  site?: (request: Request) => Response | undefined | Promise<Response | undefined>
}

/** A running server. */
export interface RunningServer {
  /** Like `http://127.0.0.1:8787`, without a slash at its end. */
  url: string
  /** Stops accepting, finishes requests and commits in flight, closes the store. */
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
  const collector = createCollector({
    store: options.store,
    model: options.model,
    keys: options.keys,
    assets: assets.scripts,
    // Bodies are counted as they come in, below.
    limits: { ...options.limits, unfinishedBytes: false },
    ...(options.mailer && { mailer: options.mailer }),
    ...(options.downloads && { downloads: options.downloads }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    onError: (error) => log.error(loggable(error), 'collector failed'),
  })
  const servePage = createStaticFiles(assets.page, pageHeaders)

  const answer = async (request: Request, incoming: IncomingMessage) => {
    const ip = clientAddress(incoming, options.trustProxy ?? false)
    return (
      (await site?.(request)) ??
      servePage(request) ??
      (await collector.fetch(request, ip === undefined ? {} : { ip }))
    )
  }
  let listener: Listener
  try {
    listener = await listen(withLog(answer, log), {
      ...options,
      onCut: () => log.info('a body that came slowly was cut off: too many are under way'),
    })
  } catch (error) {
    await collector.close()
    throw error
  }
  // A collector begins with its first request: mails that wait since the last run are sent now, a new model is prepared, and
  // stages that change by fading are told, though nobody may ask for hours.
  void collector.fetch(new Request('http://localhost/api/health'))
  const stopRetention =
    options.keepEventsDays === undefined
      ? () => {}
      : startRetention({
          days: options.keepEventsDays,
          shorten: collector.shortenLog,
          onDone: (count) => log.info({ count }, 'events past retention are gone'),
          onError: (error) => log.error(loggable(error), 'retention failed'),
        })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listener.port}`,
    close: async () => {
      stopRetention()
      await listener.drain()
      await collector.close()
    },
  }
}

type Answer = (request: Request, incoming: IncomingMessage) => Promise<Response>

/** Logs each answer; failures of the server as errors, refusals at `info`, the rest at `debug`. */
function withLog(answer: Answer, log: Log): Answer {
  return async (request, incoming) => {
    const startedAt = performance.now()
    const response = await answer(request, incoming).catch((error: unknown) => {
      log.error(loggable(error), 'request failed')
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
