import type { RefusedError } from '../http/refused-error.ts'

/**
 * Returns what was found.
 *
 * @throws the error that `missing` creates, when nothing was found
 */
export function requireFound<Thing>(thing: Thing | undefined, missing: () => RefusedError): Thing {
  if (thing === undefined) throw missing()
  return thing
}
