import { statSync } from 'node:fs'
import type { Key, Mailer, Rate, Store } from '@leadlight/collector'
import { keyFileOf, type ResolvedKeys, resolveKeys } from '../configuration/keys.ts'
import { isPostgres, nameDatabase, openStore } from '../configuration/open-store.ts'
import { readModel } from '../configuration/read-model.ts'
import { createFindDownload } from '../downloads/find-download.ts'
import { Failure } from '../failure.ts'
import { createLog } from '../log.ts'
import { warnOfNewerModel } from '../operation/warn-of-newer-model.ts'
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
  /** MiB. */
  unfinished: number
  connections: number
  smtpUrl?: string
  mailFrom?: string
  publicUrl?: string
  downloads?: string
  metricsToken?: string
  keepEventsDays?: number
  logLevel: string
}

/** Size of a burst, in seconds' worth of the rate. */
const BURST_SECONDS = 10

/** Serves until SIGTERM or SIGINT, then drains. Resolves when everything is stored and closed. */
export async function serve(options: ServeOptions, process: NodeJS.Process): Promise<void> {
  const model = readModel(options.model)
  const mailer = await mailerOf(options)
  if (options.downloads !== undefined) requireFolder(options.downloads)
  const store = await openStore(options.db)
  const keys = await serverKeys(options, store)
  const stopped = stopSignal(process)
  const log = createLog(options.logLevel)
  if (options.model !== undefined) await warnOfNewerModel(store, model, log)
  const server = await startServer({
    store,
    model,
    keys: collectorKeys(keys, options.allowOrigin),
    host: options.host,
    port: options.port,
    trustProxy: options.trustProxy ?? false,
    publicUrl: options.publicUrl,
    limits: {
      perAddress: rateOf(options.addressRate),
      perKey: rateOf(options.keyRate),
      queuedBytes: options.queue * 1024 * 1024,
    },
    unfinishedBytes: options.unfinished * 1024 * 1024,
    connections: options.connections,
    ...(mailer && { mailer }),
    ...(options.downloads !== undefined && { downloads: createFindDownload(options.downloads) }),
    ...(options.metricsToken && { metricsToken: options.metricsToken }),
    ...(options.keepEventsDays && { keepEventsDays: options.keepEventsDays }),
    log,
  })
  process.stdout.write(welcome(server, keys, options))
  await stopped
  await server.close()
}

/** The mailer, which needs all three options. The public address is never taken from a request, which could be forged. */
async function mailerOf({ smtpUrl, mailFrom, publicUrl }: ServeOptions): Promise<Mailer | undefined> {
  if (smtpUrl === undefined) return undefined
  if (mailFrom !== undefined && publicUrl !== undefined) {
    // A tenth of the time that a start takes, which most servers need not spend.
    const { createSmtpMailer } = await import('../mail/create-smtp-mailer.ts')
    return createSmtpMailer({ smtpUrl, mailFrom, publicUrl })
  }
  throw new Failure('To send mails, pass --mail-from and --public-url besides --smtp-url.', 2)
}

function requireFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return
  throw new Failure(`There is no folder ${path}: name that of --downloads.`, 2)
}

function rateOf(perSecond: number): Rate | false {
  return perSecond > 0 && { perSecond, burst: perSecond * BURST_SECONDS }
}

/**
 * Generated keys are stored beside a database file. Servers that share a PostgreSQL database must be given the same keys, or use
 * those in the database.
 */
async function serverKeys(options: ServeOptions, store: Store): Promise<ServerKeys> {
  const { db, writeKey, secretKey } = options
  if (!isPostgres(db)) return resolveKeys(options, db === ':memory:' ? null : keyFileOf(db))
  if (writeKey === undefined || secretKey === undefined) {
    const [stored] = await store.read((snapshot) => snapshot.documents({ collection: 'keys', limit: 1 }))
    if (stored === undefined) {
      await store.close()
      throw new Failure(
        'With PostgreSQL, make keys with leadlight keys create, or pass --write-key and --secret-key, the same ones to every server on that database.',
        2,
      )
    }
  }
  return { writeKey: writeKey ?? null, secretKey: secretKey ?? null, isNew: false, file: null }
}

/** Given or generated keys; null when there are only those in the database. */
interface ServerKeys extends Omit<ResolvedKeys, 'writeKey' | 'secretKey'> {
  writeKey: string | null
  secretKey: string | null
}

/** The keys of the collector, with one site for pages and servers. */
function collectorKeys({ writeKey, secretKey }: ServerKeys, origins: string[] | undefined): Key[] {
  const keys: Key[] = []
  if (writeKey !== null)
    keys.push({ kind: 'write', key: writeKey, site: 'default', ...(origins && { origins }) })
  if (secretKey !== null) keys.push({ kind: 'secret', key: secretKey, site: 'default' })
  return keys
}

/** Settles at the first SIGTERM or SIGINT; the second one ends the process at once. */
function stopSignal(process: NodeJS.Process): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}

function welcome(server: RunningServer, keys: ServerKeys, { db, publicUrl }: ServeOptions): string {
  const address = publicUrl ?? server.url
  const remembered = keys.file === null ? '' : `, kept in ${keys.file}`
  const lines = [
    `Leadlight ${readVersion()}`,
    '',
    `  Page of leads  ${address}/`,
    `  API            ${address}/api/openapi.json`,
    `  Database       ${nameDatabase(db)}`,
    '',
    `  <script defer src="${address}/leadlight.js" data-write-key="${keys.writeKey ?? 'wk_…'}"></script>`,
    ...(keys.isNew
      ? ['', `  Secret key     ${keys.secretKey}`, `  New${remembered}; shown only this once.`]
      : []),
    '',
    `Leadlight is running at ${server.url}`,
  ]
  return `${lines.join('\n')}\n`
}
