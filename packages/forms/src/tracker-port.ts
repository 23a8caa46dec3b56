/** What a form needs of a tracker: the one of `@leadlight/tracker`, or any with Segment's `track`. */
export interface FormTracker {
  track(event: string, properties: Readonly<Record<string, unknown>>): unknown
}

/** The tracker that `leadlight.js` has put on the page; undefined before it has loaded, and without it. */
export function pageTracker(): FormTracker | undefined {
  const { leadlight } = globalThis as { leadlight?: Partial<FormTracker> | null }
  return leadlight?.track && (leadlight as FormTracker)
}

/** A stand-in for the tracker that makes its calls when `leadlight.js` has loaded. Not for submissions: it may never load. */
export function laterTracker(): FormTracker {
  const page = globalThis as { leadlight?: { push?(call: unknown[]): void } | null }
  return {
    track(...call) {
      page.leadlight ??= []
      page.leadlight.push?.(['track', ...call])
    },
  }
}
