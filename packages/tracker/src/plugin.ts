import type { Visitor } from './visitor.ts'

/** Properties of an event: whatever JSON can hold; what it cannot hold is dropped or turned into text. */
export type Properties = Readonly<Record<string, unknown>>

/** One page view, alive until the next one begins. */
export interface PageView {
  /** The `messageId` of its `page` event; what happens on it carries it as `page_view_id`. */
  id: string
  path: string
  contentType: string | undefined
}

/** How an event is kept until it is confirmed. */
export interface TrackOptions {
  /** A form submission: written with strict durability, and the last thing to give up when the outbox is full. */
  form?: boolean
}

/** Lets a held event go, with late changes to its properties; only the first call counts. */
export type Release = (changes?: Properties) => void

/** How a submission ended. */
export type FormOutcome = 'submitted' | 'attempted'

/** What a plugin works with. Nothing here throws. */
export interface PluginHost {
  /** Sends an event; `page_view_id` of the current page view is added. */
  track(event: string, properties: Properties, options?: TrackOptions): void
  /**
   * Like `track`, but the event waits in the outbox, safe from a crash, until it is released. Unreleased when the browser
   * dies, it is sent as it stands by the next page.
   */
  hold(event: string, properties: Properties, options?: TrackOptions): Release
  /**
   * Begins a page view and sends its `page` event; `url`, `path`, `search`, `title` and `referrer` are added. As an app may show a
   * page some time after its address, the event waits in the outbox for a second, or until the page is hidden; title and
   * `properties` are read again then.
   */
  page(properties: () => Properties | undefined): void
  /** The current page view; undefined before the first. */
  pageView(): PageView | undefined
  /** Calls at the beginning of each page view, and at once for the current one. */
  onPageView(listener: (pageView: PageView) => void): void
  /** Calls whenever the page gets hidden or is left, before the outbox sends what it has: the last chance to track. */
  onHide(listener: (left: boolean) => void): void
  /** What the site told of with `form`, as long as it exists. */
  places: readonly WeakRef<Node>[]
  /** Calls when the site tells of one more, or how what stands in it was submitted. */
  onForm(listener: (place: Node, outcome?: FormOutcome) => void): void
  /** Who is at this browser; what a plugin changes counts for the events after it. */
  visitor: Visitor
  /** Aborted when the visitor denies consent or the tracker closes; pass it to every `addEventListener`. */
  signal: AbortSignal
}

/** A plugin of a tracker: started when tracking may run, and again after each renewed consent. */
export type Plugin = (host: PluginHost) => void
