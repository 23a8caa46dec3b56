import { readTime } from '@leadlight/protocol'

/** Milliseconds since 1970 of a time that a request told; without an offset it is UTC, wherever the collector runs. */
export function momentOf(time: string): number {
  return Date.parse(String(readTime(time)))
}
