import type { TrackedMessage } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { debug } from './debug.ts'

/**
 * `leadlight-debug.js`: what the script tag loads for whoever opens a page with `?leadlight=debug`, or on every page with `data-debug`. It
 * goes on in this tab, from page to page, until its button ends it.
 *
 * @param past what was made before this file was loaded
 * @param attributes those of the script tag
 */
export function startDebug(tracker: Tracker, past: TrackedMessage[], attributes: DOMStringMap): void {
  guard(() => {
    if (location.search.includes('leadlight=debug')) sessionStorage.leadlight = 'debug'
  })()
  debug(tracker, {
    past,
    forms: { mode: (attributes.forms ?? 'auto') as 'auto' | 'marked' | 'off' },
    onEnd: guard(() => void delete sessionStorage.leadlight),
  })
}
