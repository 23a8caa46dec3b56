import type { FormDefinition } from '@leadlight/protocol'

/** What a form needs of a tracker: the one of `@leadlight/tracker`, or any with Segment's `track`. */
export interface FormTracker {
  track(event: string, properties: Readonly<Record<string, unknown>>): unknown
  /** Undefined while nothing may be tracked: then answers would be dropped. */
  anonymousId?(): string | undefined
}

/** Tells of something that happened to a form; false when there is nobody who would take it. */
export type TrackForm = (event: string, properties?: Readonly<Record<string, unknown>>) => boolean

/** Tracks a form by `tracker` or, without it, by the one that `leadlight.js` has put on the page by then. */
export function createTrackForm({ id, name = id }: FormDefinition, tracker?: FormTracker): TrackForm {
  return (event, properties) => {
    const page = globalThis as { leadlight?: Partial<FormTracker> | null }
    const taker = tracker ?? page.leadlight
    if (!taker?.track || (taker.anonymousId && !taker.anonymousId())) return false
    taker.track(event, { form_id: id, form_name: name, ...properties })
    return true
  }
}
