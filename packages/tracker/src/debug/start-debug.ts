import type { TrackedMessage } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { debug } from './debug.ts'

/**
 * Entry of `leadlight-debug.js`, which the script tag loads on pages opened with `?leadlight=debug`, and on all pages with `data-debug`.
 * Debugging continues in the same tab until its button ends it.
 *
 * @param past messages created before this file was loaded
 * @param attributes of the script tag
 */
export function startDebug(tracker: Tracker, past: TrackedMessage[], attributes: DOMStringMap): void {
  guard(() => {
    if (!location.search.includes('leadlight=debug')) return
    sessionStorage.leadlight = 'debug'
    // Tells other pages that it is worth to read sessionStorage.
    localStorage['leadlight-debug'] = 'debug'
  })()
  debug(tracker, {
    past,
    forms: { mode: (attributes.forms ?? 'auto') as 'auto' | 'marked' | 'off' },
    onEnd: guard(() => void delete sessionStorage.leadlight),
  })
}
