import type { FormDefinition } from '@leadlight/protocol'
import type { StoredEvent } from '../stored-event.ts'

/** The additional event that a form defines for its submissions (`success.event`). */
export function additionalEvent(
  event: StoredEvent,
  { id, name = id, success }: FormDefinition,
): StoredEvent[] {
  if (success?.event === undefined || event.properties.outcome === 'attempted') return []
  return [
    {
      ...event,
      messageId: `${event.messageId}~${id}`,
      name: success.event,
      traits: null,
      email: null,
      userId: event.userId,
      properties: { form_id: id, form_name: name },
      source: null,
      fingerprint: `${event.fingerprint}~`,
    },
  ]
}
