/**
 * The scoring model given to a collector has the version of the current one, but other rules. The current one remains in use, so
 * that all leads are scored by the same rules at all collectors.
 */
export class OtherRulesError extends Error {
  override name = 'OtherRulesError'

  /** @param version that of both models */
  constructor(version: number) {
    super(
      `The scoring model given has version ${version}, as does the current one, but other rules. The current one is used: to use the one given, raise its version to ${version + 1}, or publish it with PUT /api/model.`,
    )
  }
}
