import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import { digestKey, equalBytes } from '../keys/digest.ts'
import type { Keyring } from '../keys.ts'
import type { CollectorMetrics } from './collector-metrics.ts'

/** Dependencies of the route. */
export interface MetricsRouteOptions {
  metrics: CollectorMetrics
  keyring: Keyring
  /** A token that only gives access to the metrics; without it, only secret keys do. */
  token: string | undefined
  onError: (error: unknown) => void
}

/** Creates `GET /metrics` for Prometheus, which requires the token or a secret key. */
export function createMetricsRoute({ metrics, keyring, token, onError }: MetricsRouteOptions) {
  const app = new Hono()
  const digest = token === undefined ? undefined : digestKey(token)

  const mayRead = async (authorization: string | undefined): Promise<boolean> => {
    const given = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
    if (given === undefined) return false
    if (digest !== undefined && equalBytes(await digest, await digestKey(given))) return true
    return (await keyring.secretName(given)) !== undefined
  }
  app.get('/metrics', async (c) => {
    try {
      if (!(await mayRead(c.req.header('authorization')))) {
        const how = 'Send the metrics token, or a secret key: Authorization: Bearer <token>.'
        throw new RefusedError(401, 'metrics_token_needed', how, null, { 'www-authenticate': 'Bearer' })
      }
      c.header('cache-control', 'no-store')
      return c.text(await metrics.write(), 200, {
        'content-type': 'text/plain; version=0.0.4; charset=utf-8',
      })
    } catch (error) {
      return errorResponse(error, onError)
    }
  })
  return app
}
