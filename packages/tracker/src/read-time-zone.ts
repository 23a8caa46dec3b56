/**
 * Reads the IANA name of the time zone. Uses Temporal where it exists, because the first use of `Intl.DateTimeFormat` blocks the main
 * thread of Chromium for 20 ms or more.
 */
export function readTimeZone(): string {
  const { Temporal } = globalThis as { Temporal?: { Now: { timeZoneId(): string } } }
  return Temporal?.Now.timeZoneId() ?? Intl.DateTimeFormat().resolvedOptions().timeZone
}
