import type { Setup } from '@leadlight/protocol'
import { ago, hostile } from './leads.ts'

/** Keys and arrivals whose every text tries to be markup. */
export const hostileSetup: Setup = {
  writeKeys: [{ key: hostile, hint: hostile, site: hostile, origins: [hostile] }],
  firstVisitAt: null,
  visitorsOfLastDay: 0,
  refused: [{ origin: hostile, code: hostile, at: ago(1), count: 2 }],
}
