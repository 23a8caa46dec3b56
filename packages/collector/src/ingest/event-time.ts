import { CLOCK_SKEW_MS } from '@leadlight/protocol'

/**
 * When an event happened, in milliseconds since 1970: at its `timestamp`, corrected once when the sender's clock is off
 * by more than {@link CLOCK_SKEW_MS}, never later than that after `receivedAt`. Without a timestamp: on arrival.
 *
 * @param timestamp what the sender's clock said when it happened; ISO 8601
 * @param sentAt what the sender's clock said when the batch left, in milliseconds since 1970
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
