import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { AuditLog } from '../audit/audit-log.ts'
import type { KeyHolder } from './guard-api.ts'

/** Whoever takes all of a lead out is written down like whoever changes something. */
const exports = /\/(export|leads\.csv)$/

/**
 * Writes down what was changed, after it was answered, refusals too. What cannot be written down is reported; it is done by
 * then.
 */
export function auditChanges(log: AuditLog, onError: (error: unknown) => void) {
  return createMiddleware<KeyHolder>(async (c, next) => {
    await next()
    const { method } = c.req
    const isChange = method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
    const route = matchedRoutes(c).find(({ path }) => !path.includes('*'))?.path ?? '(none)'
    if (!isChange && !exports.test(route)) return
    await log.record({ key: c.get('keyName'), method, route, status: c.res.status }).catch(onError)
  })
}
