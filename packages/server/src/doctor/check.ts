/** What was found. */
export interface Check {
  /** What was looked at. */
  about: string
  /** A fault keeps something from working; a warning will, one day. */
  state: 'ok' | 'warning' | 'fault'
  /** A sentence. */
  found: string
  /** What to do; nothing for `ok`. */
  advice?: string
}

/** Nothing to do. */
export function ok(about: string, found: string): Check {
  return { about, state: 'ok', found }
}

/** Something works, but not for ever or not as well as it could. */
export function warning(about: string, found: string, advice: string): Check {
  return { about, state: 'warning', found, advice }
}

/** Something does not work. */
export function fault(about: string, found: string, advice: string): Check {
  return { about, state: 'fault', found, advice }
}
