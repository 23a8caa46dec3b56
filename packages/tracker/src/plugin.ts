import type { Visitor } from './visitor.ts'

/** Properties of an event: JSON values. Others are dropped or converted to text. */
export type Properties = Readonly<Record<string, unknown>>

/** A page view; it lasts until the next one starts. */
export interface PageView {
  /** The `messageId` of its `page` event, and the `page_view_id` of the events that happen on it. */
  id: string
  path: string
  contentType: string | undefined
}

/** How the outbox treats an event. */
export interface TrackOptions {
  /** A form submission: stored with strict durability, and never dropped when the outbox is full. */
  form?: boolean
}

/** Releases a held event, with changes to its properties; only the first call has an effect. */
export type Release = (changes?: Properties) => void

/** The outcome of a form submission. */
export type FormOutcome = 'submitted' | 'attempted'

/** The interface between a plugin and its tracker. Nothing here throws. */
export interface PluginHost {
  /** Tracks an event; adds the `page_view_id` of the current page view. */
  track(event: string, properties: Properties, options?: TrackOptions): void
  /**
   * Like `track`, but the event is stored in the outbox and not sent until it is released. If the page dies first, another page sends
   * it as it was stored.
   */
  hold(event: string, properties: Properties, options?: TrackOptions): Release
  /**
   * Starts a page view and tracks its `page` event; adds `url`, `path`, `search`, `title` and `referrer`. Because apps often change the
   * address before the page, the event is held for a second, or three while it has the title of the page before, or until the page is
   * hidden; meanwhile title and `properties` are read again.
   */
  page(properties: () => Properties | undefined): void
  /** The current page view; undefined before the first. */
  pageView(): PageView | undefined
  /** Calls the listener when a page view starts, and at once for the current one. */
  onPageView(listener: (pageView: PageView) => void): void
  /** Calls the listener when the page is hidden or left (`left`), before the outbox sends: the last chance to track. */
  onHide(listener: (left: boolean) => void): void
  /** The nodes that the site passed to `tracker.form`. */
  places: readonly WeakRef<Node>[]
  /** Calls the listener when the site calls `tracker.form`, with the outcome of a submission if it gives one. */
  onForm(listener: (place: Node, outcome?: FormOutcome) => void): void
  /** The visitor; changes apply to later events. */
  visitor: Visitor
  /** Aborts when the visitor denies consent; pass it to every `addEventListener`. */
  signal: AbortSignal
}

/** A plugin of a tracker: a function that is called when tracking starts, and again after each renewed consent. */
export type Plugin = (host: PluginHost) => void
