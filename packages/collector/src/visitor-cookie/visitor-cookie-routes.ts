import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { BodyBudget } from '../limits/create-body-budget.ts'
import { type SameSite, sameSiteOf } from './same-site.ts'
import { visitorCookie } from './visitor-cookie.ts'

/**
 * Creates `POST /v1/visitor` with `{"anonymousId", "userId"?, "domain"?}`: sets the cookie by which the tracker recognizes
 * the visitor, because some browsers delete what scripts set after a week. Allowed only for pages of the collector's own
 * host, or with a `domain` that page and collector share; no events are sent with it. It is the only route that browsers
 * send cookies to, and it reads none.
 */
export function createVisitorCookieRoutes(room: BodyBudget, onError: (error: unknown) => void) {
  const app = new Hono()
  app.post('/v1/visitor', async (c) => {
    const request = c.req.raw
    try {
      return await answer(request)
    } catch (error) {
      return errorResponse(error, onError)
    }
  })
  return app

  async function answer(request: Request): Promise<Response> {
    const { value: body } = readJson(await readBody(request, room))
    if (!isJsonObject(body))
      throw new RefusedError(400, 'invalid_visitor', 'Send JSON: {"anonymousId", "userId", "domain"}.')
    const { anonymousId, userId, domain } = body
    const site = sameSiteOf(request, domain)
    if (!site) {
      const message =
        'Only pages of this host may request a cookie, or pages that give a domain shared with it.'
      throw new RefusedError(403, 'not_same_site', message)
    }
    const cookie = visitorCookie(anonymousId, userId, site)
    if (cookie === undefined)
      throw new RefusedError(400, 'invalid_visitor', 'An anonymousId has 16 to 64 letters, digits, - or _.')
    return new Response(null, { status: 204, headers: { ...sharingWith(site), 'set-cookie': cookie } })
  }
}

/** CORS with credentials requires the exact origin. */
function sharingWith({ origin }: SameSite): Record<string, string> {
  return {
    'cache-control': 'no-store',
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
  }
}
