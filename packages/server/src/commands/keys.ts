import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'

/** A key as the API returns it. */
interface Key {
  id: string
  kind: 'write' | 'secret'
  name: string
  site: string
  origins: string[] | null
  hint: string
  createdAt: string
  endsAt: string | null
}

/** Options of `leadlight keys list`. */
export interface ListKeysOptions extends ReadOptions {
  json?: boolean
}

/** Options of `leadlight keys create`. */
export interface CreateKeyOptions extends ListKeysOptions {
  kind: 'write' | 'secret'
  name: string
  site?: string
  origin?: string[]
}

/** Options of `leadlight keys rotate`. */
export interface RotateKeyOptions extends ListKeysOptions {
  graceHours: number
}

const columns: readonly Column<Key>[] = [
  { title: 'Id', text: ({ id }) => id },
  { title: 'Kind', text: ({ kind }) => kind },
  { title: 'Name', text: ({ name }) => name },
  { title: 'Site', text: ({ site }) => site },
  { title: 'Key', text: ({ kind, hint }) => `${kind === 'write' ? 'wk' : 'sk'}_…${hint}` },
  { title: 'Origins', text: ({ kind, origins }) => (kind === 'secret' ? '' : (origins?.join(' ') ?? 'any')) },
  { title: 'Made (UTC)', text: ({ createdAt }) => minuteOf(createdAt) },
  { title: 'Ends (UTC)', text: ({ endsAt }) => (endsAt === null ? '' : minuteOf(endsAt)) },
]

/** Creates a key and shows it, this once. */
export async function createKey(options: CreateKeyOptions): Promise<string> {
  const { kind, name, site, origin: origins } = options
  const wish = { kind, name, ...(site && { site }), ...(origins && { origins }) }
  const made = await withApi(options, true, (api) => api.send('POST', '/api/keys', wish))
  return tell(made, options)
}

/** Replaces a key by a new one. */
export async function rotateKey(id: string, options: RotateKeyOptions): Promise<string> {
  const path = `/api/keys/${encodeURIComponent(id)}/rotate`
  const body = { graceHours: options.graceHours }
  const made = await withApi(options, false, (api) => api.send('POST', path, body))
  return tell(made, options)
}

/** Revokes a key. */
export async function revokeKey(id: string, options: ReadOptions): Promise<string> {
  await withApi(options, false, (api) => api.send('DELETE', `/api/keys/${encodeURIComponent(id)}`))
  return `✓ ${id} is revoked: every running server refuses it within seconds.`
}

/** Lists the keys as a table, or as the JSON of the API. */
export async function listKeys(options: ListKeysOptions): Promise<string> {
  const answer = await withApi(options, false, (api) => api.get('/api/keys'))
  if (options.json) return JSON.stringify(answer, null, 2)
  const { data } = answer as { data: Key[] }
  return data.length === 0
    ? 'No keys in the database: see leadlight keys create.'
    : formatTable(columns, data)
}

function tell(made: unknown, { json }: ListKeysOptions): string {
  if (json) return JSON.stringify(made, null, 2)
  const { id, name, key } = made as Key & { key: string }
  return `✓ ${id} “${name}”\n\n  ${key}\n\nShown only this once; the database keeps a digest. Running servers take it within seconds.`
}

function minuteOf(time: string): string {
  return time.slice(0, 16).replace('T', ' ')
}

type Api = Awaited<ReturnType<typeof openReadApi>>

async function withApi<Result>(
  options: ReadOptions,
  make: boolean,
  work: (api: Api) => Promise<Result>,
): Promise<Result> {
  const api = await openReadApi(options, make)
  try {
    return await work(api)
  } finally {
    await api.close()
  }
}
