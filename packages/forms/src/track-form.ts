import type { FormDefinition } from '@leadlight/protocol'

/** The part of a tracker that forms use: of `@leadlight/tracker`, or any other with Segment's `track`. */
export interface FormTracker {
  track(event: string, properties: Readonly<Record<string, unknown>>): unknown
  /** Undefined while nothing may be tracked, when `track` would drop the answers. */
  anonymousId?(): string | undefined
}

/** Tracks an event of a form; false when no tracker accepts it. */
export type TrackForm = (event: string, properties?: Readonly<Record<string, unknown>>) => boolean

/**
 * Creates the tracking function of a form, which also dispatches each event on `element`.
 *
 * @param tracker returns the current tracker; it may be loaded after the form
 */
export function createTrackForm(
  { id, name = id }: FormDefinition,
  element: Element,
  tracker: () => Partial<FormTracker> | null | undefined,
): TrackForm {
  return (event, properties) => {
    const current = tracker()
    if (!current?.track || (current.anonymousId && !current.anonymousId())) return false
    const detail = { form_id: id, form_name: name, ...properties }
    current.track(event, detail)
    element.dispatchEvent(new CustomEvent(event, { bubbles: true, detail }))
    return true
  }
}
