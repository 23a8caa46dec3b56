/** Maximum number of errors in a response. */
const SHOWN_ERRORS = 20

/**
 * Lists the first errors of an input with their places, one per line.
 *
 * @param whole names the whole input, for errors without a place
 */
export function listErrors(errors: readonly { path: string; message: string }[], whole: string): string {
  return errors
    .slice(0, SHOWN_ERRORS)
    .map(({ path, message }) => `${path || whole}: ${message}`)
    .join('\n')
}
