import { type Model, parseModel } from '@leadlight/scoring'
import { fingerprint } from '../ingest/fingerprint.ts'

/**
 * Digest of a model's content: equal for models that differ only in the order of keys, in `$schema` and in `tests`, none of
 * which affects a lead. Stored beside the version, so that two models of one version are told apart.
 */
export function digestOf(model: Model): string {
  const { $schema: _, tests: __, ...rest } = model
  // As it is stored, without undefined values.
  return fingerprint(JSON.parse(JSON.stringify(rest)))
}

/**
 * Whether a model is the one that is stored. An earlier release may have stored it without the defaults of this one.
 */
export function isSameModel(given: Model, stored: Model): boolean {
  if (given.version !== stored.version) return false
  if (digestOf(given) === digestOf(stored)) return true
  const parsed = parseModel(stored)
  return 'model' in parsed && digestOf(parsed.model) === digestOf(given)
}
