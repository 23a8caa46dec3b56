import { readTime } from '@leadlight/protocol'

/**
 * Parses a time from a request to milliseconds since 1970; without an offset it is UTC, whatever the time zone of the
 * collector.
 */
export function parseTime(time: string): number {
  return Date.parse(String(readTime(time)))
}
