import { guard } from './guard.ts'

/** Does `action` every so many milliseconds until `signal` aborts, never throwing into the page. */
export function every(ms: number, signal: AbortSignal, action: () => void): void {
  const timer = setInterval(guard(action), ms)
  signal.addEventListener('abort', () => clearInterval(timer))
}
