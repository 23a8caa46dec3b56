import { type Model, parseModel } from '@leadlight/scoring'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'

/** Maximum number of errors in a response. */
const SHOWN_ERRORS = 20

/**
 * Reads and validates the scoring model in a request's body.
 *
 * @throws RefusedError 400 with the problems and their places
 */
export async function readModelBody(request: Request): Promise<Model> {
  const parsed = parseModel(readJson(await readBody(request)).value)
  if ('model' in parsed) return parsed.model
  const faults = parsed.errors
    .slice(0, SHOWN_ERRORS)
    .map(({ path, message }) => `${path || 'model'}: ${message}`)
  throw new RefusedError(400, 'invalid_model', faults.join('\n'))
}
