import { guard } from './guard.ts'

/** Small texts by name. Writing may throw when the device is full. */
export type TextStorage = Record<string, string | undefined>

/** localStorage; an object of this page where `persistent` is false, or where the browser refuses (blocked, sandboxed frame). */
export function openStorage(persistent: boolean): TextStorage {
  return guard(() => persistent && localStorage)() || {}
}
