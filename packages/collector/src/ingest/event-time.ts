import { CLOCK_SKEW_MS } from '@leadlight/protocol'

/**
 * The time of an event in milliseconds since 1970: its `timestamp`, corrected once by the clock skew if that exceeds {@link
 * CLOCK_SKEW_MS}, and `receivedAt` if it would be later than that plus {@link CLOCK_SKEW_MS}. Without a timestamp,
 * `receivedAt`.
 *
 * @param timestamp by the sender's clock, ISO 8601
 * @param sentAt when the batch was sent by the sender's clock, in milliseconds since 1970
 */
export function eventTime(
  timestamp: string | null | undefined,
  sentAt: number | null,
  receivedAt: number,
): number {
  if (timestamp == null) return receivedAt
  const skew = sentAt === null ? 0 : receivedAt - sentAt
  const at = Date.parse(timestamp) + (Math.abs(skew) > CLOCK_SKEW_MS ? skew : 0)
  if (at > receivedAt + CLOCK_SKEW_MS) return receivedAt
  return Math.max(0, at)
}
