import { matchesEtag } from '../http/etag.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { StoredForm } from './form-repository.ts'

/** Long enough to save requests, short enough for authors to see their changes soon. */
const CACHE = 'public, max-age=60, stale-while-revalidate=86400'

/** Headers of responses that every page may read. */
export const forEveryPage = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const

/** Creates the response to `GET /v1/forms/:id` with the public part of a form. */
export function serveForm({ published, etag }: StoredForm, request: Request): Response {
  const headers = { ...forEveryPage, etag, 'cache-control': CACHE }
  if (matchesEtag(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers })
  return new Response(request.method === 'HEAD' ? null : published, {
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  })
}

/** The error for a form that does not exist. */
export function unknownForm(id: string): RefusedError {
  return new RefusedError(
    404,
    'unknown_form',
    `There is no form "${id}": save it with leadlight forms add, or PUT /api/forms/${id}.`,
  )
}
