import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { createCollector, readStoredModel } from '@leadlight/collector'
import { errorSchema } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { isPostgres, openStore } from './configuration/open-store.ts'
import { errorText, Failure } from './failure.ts'

/** The source of commands like `leadlight leads`: a running server, or a database. */
export interface ReadOptions {
  url?: string
  secretKey?: string
  db: string
}

/** The API of a server or of a database. */
export interface ReadApi {
  /**
   * Returns the JSON of `GET <path>`. Throws a `Failure` when the answer is an error or there is none.
   * @param path with query, like `/api/leads?limit=5`
   */
  get(path: string): Promise<unknown>
  /** Sends another method, with `body` as JSON; otherwise like `get`. */
  send(method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>
  /** Posts the text of a file; otherwise like `get`. */
  upload(path: string, text: string): Promise<unknown>
  close(): Promise<void>
}

/**
 * Opens the API of a server, or of a database by the same request handler that a server has.
 *
 * @param make creates a database that does not exist
 */
export async function openReadApi({ url, secretKey, db }: ReadOptions, make = false): Promise<ReadApi> {
  return url === undefined ? await overDatabase(db, make) : overHttp(url, secretKey)
}

/** Opens the API for `work`, and closes it afterwards. */
export async function withReadApi<Result>(
  options: ReadOptions,
  work: (api: ReadApi) => Promise<Result>,
): Promise<Result> {
  const api = await openReadApi(options)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}

function overHttp(url: string, secretKey: string | undefined): ReadApi {
  if (secretKey === undefined) {
    throw new Failure('A server asks for its secret key: pass --secret-key or LEADLIGHT_SECRET_KEY.', 2)
  }
  const send = async (request: Request) => {
    try {
      return await fetch(request)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      throw new Failure(`Cannot reach ${url}: ${errorText(cause)}`)
    }
  }
  return { ...jsonApi(send, url, secretKey), close: async () => {} }
}

async function overDatabase(db: string, make: boolean): Promise<ReadApi> {
  if (!make && !isPostgres(db) && !existsSync(db)) {
    throw new Failure(
      `There is no database ${db}.\nThe first "leadlight serve --db ${db}" makes it. Or name another with --db or LEADLIGHT_DB, or a running server with --url and --secret-key.`,
    )
  }
  const key = randomUUID()
  const store = await openStore(db)
  const collector = createCollector({
    store,
    model: (await readStoredModel(store)) ?? defaultModel,
    keys: [{ key, kind: 'secret', site: 'cli', name: 'command line' }],
  })
  const send = (request: Request) => collector.fetch(request)
  return { ...jsonApi(send, 'http://localhost', key), close: () => collector.close() }
}

/** Advice for the command line, by error code, in place of the server's advice for HTTP clients. */
const advice: Readonly<Record<string, string>> = {
  secret_key_needed:
    'The server does not take this secret key: pass its own as --secret-key or LEADLIGHT_SECRET_KEY.',
  unknown_lead: 'There is no such lead: see leadlight leads.',
  unknown_segment: 'There is no such segment: see leadlight segments list.',
  unknown_key: 'There is no such key, or it has ended: see leadlight keys list.',
  not_found:
    'There is nothing at this address: is --url that of leadlight serve, with the path it is reached by?',
}

type Send = (request: Request) => Promise<Response>

function jsonApi(send: Send, url: string, key: string): Omit<ReadApi, 'close'> {
  const ask = async (method: string, path: string, body?: string) => {
    const headers = { authorization: `Bearer ${key}` }
    const content = body === undefined ? {} : { body }
    return await readAnswer(await send(new Request(`${url}${path}`, { method, headers, ...content })), url)
  }
  return {
    get: (path) => ask('GET', path),
    send: (method, path, body) => ask(method, path, body === undefined ? undefined : JSON.stringify(body)),
    upload: (path, text) => ask('POST', path, text),
  }
}

async function readAnswer(response: Response, url: string): Promise<unknown> {
  const body: unknown = await response.json().catch(() => null)
  if (response.ok && body !== null) return body
  const known = errorSchema.safeParse(body)
  if (!known.success) {
    throw new Failure(`${url} answered with status ${response.status}, but not as leadlight serve does.`)
  }
  const { code, message } = known.data.error
  throw new Failure(advice[code] ?? message)
}
