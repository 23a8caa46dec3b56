import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AuditLog } from '../audit/audit-log.ts'
import type { ApiEnv } from './guard-api.ts'

/** Exports are recorded like changes. */
const exports = /\/(export|leads\.csv)$/

/**
 * Middleware that records changes and refused attempts after the response was created. A failure to record is reported to
 * `onError` and does not affect the response.
 */
export function auditChanges(log: AuditLog, onError: (error: unknown) => void) {
  return createMiddleware<ApiEnv>(async (c, next) => {
    await next()
    const { method } = c.req
    const isChange = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
    const route = matchedRoutes(c).find(({ path }) => !path.includes('*'))?.path ?? '(none)'
    if (!isChange && !exports.test(route)) return
    await log.record({ key: c.get('keyName'), method, route, status: c.res.status }).catch(onError)
  })
}
