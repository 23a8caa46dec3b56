/** Another collector has published a scoring model meanwhile; the work must be repeated with that model. */
export class StaleModelError extends Error {
  override name = 'StaleModelError'
}
