import type { ConsentDecision } from '../consent.ts'

/** The tracker of the script tag, or the queue of calls before it is loaded. */
export const scriptTag = {
  /** Passes on the visitor's decision. */
  consent(decision: ConsentDecision): void {
    const page = window as unknown as { leadlight?: { push?(call: unknown[]): void } }
    if (!page.leadlight?.push) page.leadlight = []
    page.leadlight.push?.(['consent', decision])
  },
}
