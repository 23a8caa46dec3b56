import type { FormSession } from '@leadlight/protocol'
import type { AccessControl } from '../ingest/access-control.ts'
import { replaceUnstorable } from '../ingest/clean-text.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { Limits } from '../limits/create-limits.ts'
import type { SelectFields } from './create-progressive-profiling.ts'
import type { FormRepository } from './form-repository.ts'
import { unknownForm } from './serve-form.ts'
import type { SpamGuard } from './spam-guard.ts'

/** Options of `createSessionOpener`. */
export interface SessionOptions {
  formRepository: FormRepository
  guard: SpamGuard
  selectFields: SelectFields
  accessControl: AccessControl
  limits: Limits
  now: () => number
}

/**
 * Creates the function that a page calls when a visitor opens a form: it issues what the spam guard verifies later, and selects the
 * questions to ask this visitor. Throws a `RefusedError` for an unknown form or write key.
 */
export function createSessionOpener(
  options: SessionOptions,
): (request: Request, id: string) => Promise<FormSession> {
  const { formRepository, guard, selectFields, accessControl, limits, now } = options
  return async (request, id) => {
    const { value: body } = readJson(await readBody(request, limits.bodies))
    const { writeKey, anonymousId } = isJsonObject(body) ? body : {}
    await accessControl.authorize(request, typeof writeKey === 'string' ? writeKey : null)
    const form = await formRepository.find(id)
    if (form === undefined) throw unknownForm(id)
    const opened = await guard.open(form.definition, now())
    const visitor = typeof anonymousId === 'string' ? replaceUnstorable(anonymousId) : null
    const ask = await selectFields(form.definition, visitor)
    return { success: true, ...opened, ...(ask && { ask }) }
  }
}
