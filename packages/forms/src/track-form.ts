import type { FormDefinition } from '@leadlight/protocol'

/** What a form needs of a tracker: the one of `@leadlight/tracker`, or any with Segment's `track`. */
export interface FormTracker {
  track(event: string, properties: Readonly<Record<string, unknown>>): unknown
  /** Undefined while nothing may be tracked: then answers would be dropped. */
  anonymousId?(): string | undefined
}

/** Tells of something that happened to a form; false when there is nobody who would take it. */
export type TrackForm = (event: string, properties?: Readonly<Record<string, unknown>>) => boolean

/** Tracks a form by the tracker that there is by then, and tells the page by an event on `element`. */
export function createTrackForm(
  { id, name = id }: FormDefinition,
  element: Element,
  tracker: () => Partial<FormTracker> | null | undefined,
): TrackForm {
  return (event, properties) => {
    const taker = tracker()
    if (!taker?.track || (taker.anonymousId && !taker.anonymousId())) return false
    const detail = { form_id: id, form_name: name, ...properties }
    taker.track(event, detail)
    element.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }))
    return true
  }
}
