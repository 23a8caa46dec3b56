/**
 * Wraps a function so that it never throws into the page: after an exception, it returns undefined.
 *
 * @param report called with the exception
 */
export function guard<Args extends unknown[], Result>(
  action: (...args: Args) => Result,
  report?: (cause: unknown) => void,
): (...args: Args) => Result | undefined {
  return (...args) => {
    try {
      return action(...args)
    } catch (cause) {
      report?.(cause)
      return undefined
    }
  }
}
