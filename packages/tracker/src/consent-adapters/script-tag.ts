import type { ConsentDecision } from '../consent.ts'

/** The tracker of the script tag, or the list of calls that waits for it. */
export const scriptTag = {
  /** Tells it what the visitor decided. */
  consent(decision: ConsentDecision): void {
    const page = window as unknown as { leadlight?: { push?(call: unknown[]): void } }
    if (!page.leadlight?.push) page.leadlight = []
    page.leadlight.push?.(['consent', decision])
  },
}
