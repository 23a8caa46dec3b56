import type { ConsentDecision, ConsentMode } from './consent.ts'
import type { Listen } from './create-emitter.ts'
import type { EventName, EventProperties } from './event-map.ts'
import type { CollectorTarget } from './outbox/post.ts'
import type { FormOutcome, Plugin, Properties } from './plugin.ts'

/** How to make a tracker. */
export interface TrackerOptions {
  /** Public key of the site. Without it nothing is tracked, and the console says so. */
  writeKey: string
  /** URL of the collector, or a function that takes a batch and answers with a receipt once it is stored. */
  collector: CollectorTarget
  /** Plugins, such as `pageViews()`; none by default. */
  plugins?: readonly Plugin[] | undefined
  /** Default `opt-out`. Global Privacy Control and Do Not Track are honoured in every mode. */
  consent?: ConsentMode | undefined
  /** Shares the visitor between subdomains, as in `example.com`; the page's own host by default. */
  cookieDomain?: string | undefined
}

/** What is known of a person: Segment's reserved names, the four of BANT, and any other. */
export interface TraitsInput extends Properties {
  email?: string
  firstName?: string
  lastName?: string
  name?: string
  phone?: string
  company?: string | Properties
  title?: string
  website?: string
  address?: string | Properties
  budget?: number | string
  authority?: string | boolean
  need?: string | boolean
  timeline?: string | number
}

/**
 * The tracker of a page. Nothing here throws, whatever it is given.
 *
 * @typeParam Events names of the site's own events, with their properties
 */
export interface Tracker<Events extends object = Record<never, never>> {
  /** Begins a page view; `pageViews()` does it by itself. */
  page(properties?: Properties): void
  /** Something happened: `track('Demo Requested', { plan: 'pro' })`. */
  track<Name extends EventName<Events>>(event: Name, ...properties: EventProperties<Events, Name>): void
  /** Who the visitor is. The user id is remembered until `reset`. */
  identify(userId: string, traits?: TraitsInput): void
  identify(traits: TraitsInput): void
  /**
   * Shows `formCapture()` what it cannot see by itself: a frame of the same origin, a closed shadow root (or an element in it), or
   * an element that holds fields without a `<form>`. Nobody but the site knows when the latter is sent: it calls what this
   * returns, or `form(element, 'submitted')`. For a form, that tells how the submission in question ended.
   */
  form(place: Node, outcome?: FormOutcome): (outcome?: FormOutcome) => void
  /** The visitor decided; remembered. `denied` deletes ids and unsent events at once. */
  consent(decision: ConsentDecision): void
  /** The person logged out: the next events belong to somebody new. */
  reset(): void
  /** Sends now what waits; resolves when that attempt ended, well or not. */
  flush(): Promise<void>
  /** Undefined while nothing may be tracked. */
  anonymousId(): string | undefined
  /** Tells `listener` what becomes of events; returns a function that ends this. Whatever it throws ends there. */
  on: Listen
}
