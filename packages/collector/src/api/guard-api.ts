import { createMiddleware } from 'hono/factory'
import { RefusedError } from '../http/refused-error.ts'
import type { Keyring } from '../keys.ts'

/** Variables of the request's context. */
export interface ApiEnv {
  Variables: {
    /** Name of the secret key. */
    keyName: string
  }
}

/** Middleware that requires a secret key as bearer token (RFC 6750). */
export function requireSecretKey(keyring: Keyring) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const token = /^bearer +(\S+) *$/i.exec(c.req.header('authorization') ?? '')?.[1]
    const name = token === undefined ? undefined : await keyring.secretName(token)
    if (name === undefined) {
      throw new RefusedError(
        401,
        'secret_key_needed',
        'Send the secret key: Authorization: Bearer <secret key>.',
        null,
        { 'www-authenticate': 'Bearer' },
      )
    }
    c.set('keyName', name)
    await next()
  })
}

/** Middleware that refuses pages of other sites: the API is for programs, and for pages of the collector's own host. */
export const refuseCrossSite = createMiddleware(async (c, next) => {
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  // `none` means that the user entered the URL; `same-site` is refused, too.
  const crossSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  // For browsers without `Sec-Fetch-Site`. Where it is sent, it decides: behind a proxy, the collector may see another
  // host.
  const foreign =
    site === undefined && origin !== undefined && URL.parse(origin)?.host !== new URL(c.req.url).host
  if (crossSite || foreign) {
    throw new RefusedError(
      403,
      'cross_site',
      'Pages of other sites may not use the API: ask it from a server.',
    )
  }
  await next()
})

/** Middleware that refuses null characters, which no stored value contains and PostgreSQL does not accept. */
export const refuseNullCharacters = createMiddleware(async (c, next) => {
  if (c.req.url.includes('%00')) {
    throw new RefusedError(400, 'zero_character', 'Leave the zero character (%00) out of the address.')
  }
  await next()
})

/** Middleware that protects responses, which contain personal data, from caching, sniffing and framing. */
export const secureResponses = createMiddleware(async (c, next) => {
  await next()
  c.header('cache-control', 'no-store')
  c.header('x-content-type-options', 'nosniff')
  c.header('x-frame-options', 'DENY')
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  c.header('referrer-policy', 'no-referrer')
  c.header('cross-origin-resource-policy', 'same-origin')
})
