import type { TrackerError } from '../create-emitter.ts'

/** What went wrong, and what to do about it, in a sentence. */
export function describeError({ status, cause }: TrackerError): string {
  if (cause !== undefined) return `A plugin threw when it was started, and does nothing: ${cause}`
  if (status === 401)
    return 'The collector does not know this write key (401): check it. Nothing more is sent.'
  if (status === 403)
    return 'Pages of this origin may not use this write key (403): allow it in the collector. Nothing more is sent.'
  if (status === 413) return 'The collector finds the batch too large (413): it is sent in smaller ones.'
  if (status === undefined)
    return 'No answer from the collector: offline, blocked by an extension or by the connect-src of this page’s policy. Events are kept, and sent again.'
  if (status < 300) return `What answers (${status}) is no collector. Events are kept, and sent again.`
  return `The collector answered ${status}. Events are kept, and sent again.`
}
