import type { ConsentDecision, ConsentMode } from './consent.ts'
import type { Listen } from './create-emitter.ts'
import type { EventName, EventProperties } from './event-map.ts'
import type { CollectorTarget } from './outbox/post.ts'
import type { FormOutcome, Plugin, Properties } from './plugin.ts'

/** Options of `createTracker`. */
export interface TrackerOptions {
  /** Public key of the site. Without it nothing is tracked, and an error is printed to the console. */
  writeKey: string
  /** URL of the collector, or a function that stores a batch and returns a receipt. */
  collector: CollectorTarget
  /** Plugins, such as `pageViews()`; none by default. */
  plugins?: readonly Plugin[] | undefined
  /** Consent mode; `opt-out` by default. Global Privacy Control and Do Not Track are honoured in every mode. */
  consent?: ConsentMode | undefined
  /** Domain that shares the visitor between its subdomains, like `example.com`; the page's own host by default. */
  cookieDomain?: string | undefined
}

/** Traits of a person: Segment's reserved names, the four of BANT, and any others. */
export interface TraitsInput extends Properties {
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  name?: string | undefined
  phone?: string | undefined
  company?: string | Properties | undefined
  title?: string | undefined
  website?: string | undefined
  address?: string | Properties | undefined
  budget?: number | string | undefined
  authority?: string | boolean | undefined
  need?: string | boolean | undefined
  timeline?: string | number | undefined
}

/**
 * The tracker of a page. Its methods never throw, whatever their arguments.
 *
 * @typeParam Events the site's own events: their properties by name
 */
export interface Tracker<Events extends object = Record<never, never>> {
  /** Starts a page view. Not needed with `pageViews()`. */
  page(properties?: Properties): void
  /** Tracks an event: `track('Demo Requested', { plan: 'pro' })`. */
  track<Name extends EventName<Events>>(event: Name, ...properties: EventProperties<Events, Name>): void
  /**
   * Identifies the visitor by a user id, which is remembered until `reset`, or by traits such as `email`. Give the address with the
   * user id: after a form with an address, a user id alone may be somebody else's on a shared device, and makes another lead.
   */
  identify(userId: string, traits?: TraitsInput): void
  identify(traits: TraitsInput): void
  /**
   * Tells `formCapture()` about fields that it cannot find: in a frame of the same origin, in a closed shadow root (or an element in
   * it), or in an element without a `<form>`. Only the site knows when the latter is submitted: it then calls the returned function, or
   * `form(element, 'submitted')`. For a form, the outcome is that of its latest submission.
   */
  form(place: Node, outcome?: FormOutcome): (outcome?: FormOutcome) => void
  /** Stores the visitor's decision. `denied` deletes ids and unsent events at once. */
  consent(decision: ConsentDecision): void
  /** Forgets the user after a logout: later events belong to a new visitor. */
  reset(): void
  /** Sends waiting events now; resolves when the attempt has ended, successful or not. */
  flush(): Promise<void>
  /** Id of the visitor; undefined while tracking is not active. */
  anonymousId(): string | undefined
  /** Adds a listener for what happens to events; returns a function that removes it. Its exceptions are swallowed. */
  on: Listen
}
