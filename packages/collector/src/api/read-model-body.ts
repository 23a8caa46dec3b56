import { type Model, parseModel } from '@leadlight/scoring'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import { listErrors } from './list-errors.ts'

/**
 * Reads and validates the scoring model in a request's body.
 *
 * @throws RefusedError 400 with the problems and their places
 */
export async function readModelBody(request: Request): Promise<Model> {
  return validModel(readJson(await readBody(request)).value)
}

/**
 * Validates a scoring model.
 *
 * @throws RefusedError 400 with the problems and their places
 */
export function validModel(json: unknown): Model {
  const parsed = parseModel(json)
  if ('model' in parsed) return parsed.model
  throw new RefusedError(400, 'invalid_model', listErrors(parsed.errors, 'model'))
}
