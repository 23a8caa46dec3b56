import { guard } from './guard.ts'

/**
 * Adds a listener for several events until `signal` aborts: capturing, passive, and with exceptions swallowed.
 *
 * @param types names of the events, separated by spaces
 */
export function listen(
  target: EventTarget,
  types: string,
  signal: AbortSignal,
  listener: (event: Event) => void,
): void {
  for (const type of types.split(' ')) {
    target.addEventListener(type, guard(listener), { capture: true, passive: true, signal })
  }
}
