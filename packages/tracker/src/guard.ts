/**
 * `action` made safe to call from the page: whatever it throws ends here.
 *
 * @param report told of it
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
