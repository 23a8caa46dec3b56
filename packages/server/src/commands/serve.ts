import type { Key, Rate } from '@leadlight/collector'
import { keyFileOf, type ResolvedKeys, resolveKeys } from '../configuration/keys.ts'
import { isPostgres, nameDatabase, openStore } from '../configuration/open-store.ts'
import { readModel } from '../configuration/read-model.ts'
import { Failure } from '../failure.ts'
import { createLog } from '../log.ts'
import { type RunningServer, startServer } from '../start-server.ts'
import { readVersion } from '../version.ts'

/** Options of `leadlight serve`. */
export interface ServeOptions {
  port: number
  host: string
  db: string
  writeKey?: string
  secretKey?: string
  model?: string
  allowOrigin?: string[]
  trustProxy?: boolean
  /** Requests a second; 0 for any number. */
  addressRate: number
  /** Events a second; 0 for any number. */
  keyRate: number
  /** MiB. */
  queue: number
  logLevel: string
}

/** How many seconds' worth may come at once. */
const BURST_SECONDS = 10

/** Serves until SIGTERM or SIGINT, then drains; resolves when everything is stored and closed. */
export async function serve(options: ServeOptions, process: NodeJS.Process): Promise<void> {
  const model = readModel(options.model)
  const keys = serverKeys(options)
  const stopped = stopSignal(process)
  const server = await startServer({
    store: await openStore(options.db),
    model,
    keys: collectorKeys(keys, options.allowOrigin),
    host: options.host,
    port: options.port,
    trustProxy: options.trustProxy ?? false,
    limits: {
      perAddress: rateOf(options.addressRate),
      perKey: rateOf(options.keyRate),
      queuedBytes: options.queue * 1024 * 1024,
    },
    log: createLog(options.logLevel),
  })
  process.stdout.write(welcome(server, keys, nameDatabase(options.db)))
  await stopped
  await server.close()
}

function rateOf(perSecond: number): Rate | false {
  return perSecond > 0 && { perSecond, burst: perSecond * BURST_SECONDS }
}

/** Made keys are remembered beside a database file; servers that share a database must be given the same ones. */
function serverKeys(options: ServeOptions): ResolvedKeys {
  const { db, writeKey, secretKey } = options
  if (isPostgres(db) && (writeKey === undefined || secretKey === undefined)) {
    throw new Failure(
      'With PostgreSQL, pass --write-key and --secret-key, the same ones to every server on that database.',
      2,
    )
  }
  return resolveKeys(options, db === ':memory:' || isPostgres(db) ? null : keyFileOf(db))
}

/** One site, as most have: its pages and servers share it. */
function collectorKeys({ writeKey, secretKey }: ResolvedKeys, origins: string[] | undefined): Key[] {
  return [
    { kind: 'write', key: writeKey, site: 'default', ...(origins && { origins }) },
    { kind: 'secret', key: secretKey, site: 'default' },
  ]
}

/** Settles at the first SIGTERM or SIGINT; the second one ends the process at once. */
function stopSignal(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}

function welcome(server: RunningServer, keys: ResolvedKeys, database: string): string {
  const remembered = keys.file === null ? '' : `, kept in ${keys.file}`
  const lines = [
    `Leadlight ${readVersion()}`,
    '',
    `  Page of leads  ${server.url}/`,
    `  API            ${server.url}/api/openapi.json`,
    `  Database       ${database}`,
    '',
    `  <script defer src="${server.url}/leadlight.js" data-write-key="${keys.writeKey}"></script>`,
    ...(keys.isNew
      ? ['', `  Secret key     ${keys.secretKey}`, `  New${remembered}; shown only this once.`]
      : []),
    '',
    `Leadlight is running at ${server.url}`,
  ]
  return `${lines.join('\n')}\n`
}
