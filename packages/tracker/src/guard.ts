/** `action` made safe to call from the page: whatever it throws ends here. */
export function guard<Args extends unknown[], Result>(
  action: (...args: Args) => Result,
): (...args: Args) => Result | undefined {
  return (...args) => {
    try {
      return action(...args)
    } catch {
      return undefined
    }
  }
}
