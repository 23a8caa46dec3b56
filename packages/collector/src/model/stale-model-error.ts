/** Another scoring model is in force by now than the one that this was to be done by; to be done again by that. */
export class StaleModelError extends Error {
  override name = 'StaleModelError'
}
