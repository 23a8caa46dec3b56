/**
 * The time zone's IANA name. The first use of `Intl.DateTimeFormat` costs Chromium 20 ms and more of the main thread; Temporal is
 * quick, where it exists.
 */
export function readTimeZone(): string {
  const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } }
  return Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
