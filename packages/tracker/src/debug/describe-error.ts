import type { TrackerError } from '../create-emitter.ts'

/** Describes an error, and what to do about it. */
export function describeError({ status, cause }: TrackerError): string {
  if (cause !== undefined) return `A plugin failed to start, and is inactive: ${cause}`
  if (status === 401)
    return 'The collector does not know this write key (401): check it. This page sends nothing more.'
  if (status === 403)
    return 'This origin may not use this write key (403): allow it in the collector. This page sends nothing more.'
  if (status === undefined)
    return 'No response from the collector. It is offline, or blocked by an extension or this page’s policy (connect-src). Events are kept, and sent again.'
  if (status < 300)
    return `The response (${status}) is not from a collector: check its address. Events are kept, and sent again.`
  return `The collector responded with ${status}. Events are kept, and sent again.`
}
