import { guard } from './guard.ts'

/**
 * Listens to several events until `signal` aborts: first in line (capture phase of `target`), passive, and never throwing
 * into the page.
 *
 * @param types names of the events, separated by blanks
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
