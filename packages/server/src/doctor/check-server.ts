import { errorText } from '../failure.ts'
import { type Check, fault, ok, warning } from './check.ts'

/** A server to look at, as pages and programs see it. */
export interface ServerAddress {
  /** Without a slash at its end. */
  url: string
  secretKey?: string
  writeKey?: string
  /** Of a page that is to send events. */
  origin?: string
}

const PATIENCE_MS = 10_000
/** Difference of clocks above which event times are corrected, in milliseconds. */
const CLOCK_SLACK_MS = 2 * 60_000

/** Checks that a server answers, serves the script, lets a page send, accepts the keys, and has the right time. Never throws. */
export async function checkServer({ url, secretKey, writeKey, origin }: ServerAddress): Promise<Check[]> {
  const health = await ask(`${url}/api/health/ready`)
  if ('error' in health) {
    const advice = 'See that it runs, and that name, port and certificate are right.'
    return [fault('server', `Cannot reach ${url}: ${health.error}`, advice)]
  }
  return [
    checkHealth(health),
    checkTransport(url),
    checkClock(health.response),
    await checkScript(url),
    ...(origin === undefined ? [] : [await checkOrigin(url, origin)]),
    ...(writeKey === undefined ? [] : [await checkWriteKey(url, writeKey, origin)]),
    ...(secretKey === undefined ? [] : [await checkKey(url, secretKey)]),
  ]
}

const OTHER_PROGRAM = 'See that the address is that of a Leadlight server, with the path it is reached by.'

function checkHealth({ response: { status }, body }: Answer): Check {
  const told = readField(body, 'status')
  if (status === 200 && told === 'ok') return ok('server', 'It answers, and can store events.')
  if (status === 200) return fault('server', 'Something else than Leadlight answers there.', OTHER_PROGRAM)
  const found = `Its health answers with status ${status}.`
  if (told === 'unavailable') return fault('server', found, 'See its log for what the database says.')
  const isProxy = status === 502 || status === 503 || status === 504
  const advice = isProxy
    ? 'See that it runs, and that the proxy looks for it at its address and port.'
    : OTHER_PROGRAM
  return fault('server', found, advice)
}

function checkTransport(url: string): Check {
  const { protocol, hostname } = new URL(url)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  if (protocol === 'https:') return ok('transport', 'It is reached by https.')
  if (isLocal) return ok('transport', 'It is reached on this machine only.')
  return fault(
    'transport',
    'It is reached by plain http.',
    'Put a proxy with TLS in front: pages of https cannot send to http.',
  )
}

function checkClock({ headers }: Response): Check {
  const told = Date.parse(headers.get('date') ?? '')
  const ahead = told - Date.now()
  if (Number.isNaN(ahead))
    return warning('clocks', 'The server does not tell the time.', 'Let the proxy pass the Date header on.')
  if (Math.abs(ahead) < CLOCK_SLACK_MS)
    return ok('clocks', 'The clocks of this machine and the server agree.')
  const found = `The server's clock is ${Math.round(ahead / 1_000)} s ahead of this machine's.`
  return fault('clocks', found, 'Set both by NTP: events get their time from the server.')
}

async function checkScript(url: string): Promise<Check> {
  const asked = await ask(`${url}/leadlight.js`)
  const advice = 'See that the proxy passes /leadlight.js on, and that the server was built.'
  if ('error' in asked) return fault('script', asked.error, advice)
  const { status, headers } = asked.response
  const isScript = headers.get('content-type')?.includes('javascript') ?? false
  if (status === 200 && isScript) return ok('script', `${url}/leadlight.js is served.`)
  return fault(
    'script',
    `${url}/leadlight.js answers with status ${status}, ${headers.get('content-type')}.`,
    advice,
  )
}

/** Sends a preflight as a browser does, and interprets the answer. */
async function checkOrigin(url: string, origin: string): Promise<Check> {
  const headers = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  }
  const asked = await ask(`${url}/v1/batch`, { method: 'OPTIONS', headers })
  if ('error' in asked) return fault('origin', asked.error, 'See that the proxy passes OPTIONS on.')
  const allowed = asked.response.headers.get('access-control-allow-origin')
  if (asked.response.ok && allowed === origin) return ok('origin', `Pages of ${origin} may send events.`)
  if (allowed !== null && allowed !== origin) {
    const advice = 'Have the proxy leave the Access-Control headers as they are.'
    return fault('origin', `The answer allows “${allowed}” instead of ${origin}.`, advice)
  }
  const advice = 'Add it with --allow-origin, or to a key with leadlight keys create --origin.'
  return fault('origin', `Pages of ${origin} may not send events.`, advice)
}

/** Sends an empty batch, as a page of that origin would. */
async function checkWriteKey(url: string, writeKey: string, origin: string | undefined): Promise<Check> {
  const headers = { 'content-type': 'text/plain', ...(origin && { origin }) }
  const body = JSON.stringify({ writeKey, batch: [] })
  const asked = await ask(`${url}/v1/batch`, { method: 'POST', headers, body })
  if ('error' in asked) return fault('write key', asked.error, 'See that the proxy passes POST on.')
  const { status } = asked.response
  if (status === 200 && readField(asked.body, 'success') === true)
    return ok('write key', 'The server takes events with it.')
  if (status === 401) {
    const advice = 'Take the one that leadlight serve prints, or make one with leadlight keys create.'
    return fault('write key', 'The server does not know it.', advice)
  }
  if (status === 403) {
    const advice =
      'Add the origin to the key: leadlight keys create --origin, or --allow-origin of the server.'
    return fault('write key', `It may not be used by pages of ${origin}.`, advice)
  }
  const advice =
    status === 503 || status === 429
      ? 'Try again later; see its log if it stays.'
      : 'See that the proxy passes /v1 on as it is.'
  return fault('write key', `A batch without events is answered with status ${status}.`, advice)
}

async function checkKey(url: string, secretKey: string): Promise<Check> {
  const headers = { authorization: `Bearer ${secretKey}` }
  const asked = await ask(`${url}/api/leads?limit=1`, { headers })
  if ('error' in asked) return fault('secret key', asked.error, 'Try again.')
  const { status } = asked.response
  if (status === 200 && Array.isArray(readField(asked.body, 'data')))
    return ok('secret key', 'The server takes it.')
  if (status === 200) return fault('secret key', 'The answer is no list of leads.', OTHER_PROGRAM)
  if (status === 401) {
    return fault(
      'secret key',
      'The server does not take it.',
      'Take the one it was started with, or make one with leadlight keys create.',
    )
  }
  return warning(
    'secret key',
    `The list of leads answers with status ${status}.`,
    'Try again, then see the log of the server.',
  )
}

interface Answer {
  response: Response
  /** Undefined when it is not JSON. */
  body: unknown
}

type Asked = Answer | { error: string }

/** A field of JSON; undefined when there is none. */
function readField(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
}

async function ask(url: string, init: RequestInit = {}): Promise<Asked> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) })
    const text = await response.text()
    return { response, body: parse(text) }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { error: errorText(cause) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
