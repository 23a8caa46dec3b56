import { REDACTED, redact } from '@leadlight/protocol/redact'
import type { Redact } from './clean-text.ts'

/** Where a number may begin that {@link redact} looks at, in any script, or an IBAN. */
const beginnings =
  /(?<!\p{Nd})(?=\p{Nd}(?:[\s.\p{Pd}\p{Cf}]{0,3}\p{Nd}){8})|(?<![a-z\d])(?=[a-z]{2}\p{Nd}{2})/giu

/** {@link redact} with a bound on its work. */
export interface BoundedRedact {
  /** Redacts a text; as a whole if it contains more numbers than are left. */
  redact: Redact
  /** Whether so few numbers are left that even a short text may be redacted as a whole, of up to {@link SHORT}. */
  isNearlyUsedUp(): boolean
  /** Begins to count anew. */
  restart(): void
}

/** Length of a short text in UTF-16 code units. */
export const SHORT = 512

/**
 * Creates a bounded {@link redact}: it looks at each place where a number may begin for many microseconds, so that a megabyte of
 * digits would take half a minute.
 *
 * @param most such places until `restart`; a text that is encoded counts twice
 */
export function createBoundedRedact(most: number): BoundedRedact {
  let left = most
  return {
    redact(text, phone) {
      const count = text.match(beginnings)?.length ?? 0
      if (count > left) return REDACTED
      left -= count
      return redact(text, phone)
    },
    isNearlyUsedUp: () => left < 2 * SHORT,
    restart() {
      left = most
    },
  }
}
