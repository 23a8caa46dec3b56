/** A finding. */
export interface Check {
  /** The thing that was checked. */
  about: string
  /** A fault prevents something from working; a warning may do so later. */
  state: 'ok' | 'warning' | 'fault'
  /** A sentence. */
  found: string
  /** What to do; nothing for `ok`. */
  advice?: string
}

/** A finding without a problem. */
export function ok(about: string, found: string): Check {
  return { about, state: 'ok', found }
}

/** A finding about something that works, but not permanently or not well. */
export function warning(about: string, found: string, advice: string): Check {
  return { about, state: 'warning', found, advice }
}

/** A finding about something that does not work. */
export function fault(about: string, found: string, advice: string): Check {
  return { about, state: 'fault', found, advice }
}
