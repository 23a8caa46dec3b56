import type { Answer } from './post.ts'
import type { StoredEvent } from './stored-event.ts'

/** Most bytes of messages in flight. All keepalive requests of a page, those of other scripts included, share a quota of 64 KiB. */
const MAX_IN_FLIGHT_BYTES = 48_000

/**
 * Sends the next batch in this task: the oldest events that are not busy and have the same head, as many as the quota lets. Resolves
 * to whether another batch may follow; undefined when there is nothing to send.
 */
export type SendNext = () => Promise<boolean> | undefined

/**
 * Creates the function that sends events in batches. The events of an attempt that fails are sent again by a later call.
 *
 * @param events by key; oldest first
 * @param deliver posts a batch; never rejects
 * @param finish called for each event that was confirmed or, with the HTTP status, refused
 * @param onFailure called after each attempt that fails
 */
export function createSender(
  events: ReadonlyMap<string, StoredEvent>,
  deliver: (batch: StoredEvent[]) => Promise<Answer>,
  finish: (event: StoredEvent, status?: number) => void,
  onFailure: (answer: Answer) => void,
): SendNext {
  let inFlightBytes = 0

  const send = async (batch: StoredEvent[]): Promise<boolean> => {
    const answer = await deliver(batch)
    const { status, success, error } = answer
    const isRefused = status === 413 || (status === 400 && success === false)
    // Halved, until it is down to the event at fault.
    if (isRefused && batch[1]) {
      await send(batch.splice(batch.length >> 1))
      return send(batch)
    }
    const isFinal = success || isRefused
    for (const event of batch) {
      inFlightBytes -= event.size
      event.busy = false
      if (isFinal) finish(event, isRefused ? status : undefined)
    }
    if (status === 401 || status === 403) {
      // No event fits any more: this page stops sending.
      inFlightBytes = Number.NaN
      console.error(`Leadlight: ${error?.message ?? status}`)
    }
    if (!isFinal) onFailure(answer)
    return isFinal
  }

  return () => {
    const batch: StoredEvent[] = []
    for (const event of events.values())
      if (
        !event.busy &&
        event.head === (batch[0] ?? event).head &&
        inFlightBytes + event.size < MAX_IN_FLIGHT_BYTES
      ) {
        event.busy = true
        inFlightBytes += event.size
        batch.push(event)
      }
    return batch[0] && send(batch)
  }
}
