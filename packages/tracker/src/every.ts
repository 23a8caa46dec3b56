import { guard } from './guard.ts'

/** Calls `action` at an interval in milliseconds until `signal` aborts; its exceptions are swallowed. */
export function every(ms: number, signal: AbortSignal, action: () => void): void {
  const timer = setInterval(guard(action), ms)
  signal.addEventListener('abort', () => clearInterval(timer))
}
