import { guard } from './guard.ts'
import type { Properties } from './plugin.ts'

/** A message as it is sent: values that JSON cannot represent, or that are too long, have been removed. */
export interface TrackedMessage {
  type: 'page' | 'track' | 'identify'
  messageId: string
  /** ISO 8601. */
  timestamp: string
  userId?: string
  /** Event name of a `track` message. */
  event?: string
  /** Of a `page` or `track` message. */
  properties?: Properties
  /** Of an `identify` message. */
  traits?: Properties
}

/** An error of the tracker, which never throws into the page. */
export interface TrackerError {
  /** HTTP status of a failed delivery; undefined when there was no response. After 401 or 403 this page sends nothing more. */
  status?: number | undefined
  /** The exception of a plugin that failed to start. */
  cause?: unknown
}

/** The listeners of a tracker by event name. Each listener gets its own copy of the message. */
export interface TrackerListeners {
  /**
   * A message was put into the outbox. For a form submission, called when its outcome is known; for a page view, when
   * the page has had a second to set its title.
   */
  event: (message: TrackedMessage) => void
  /** The collector has confirmed a message, possibly one that another page of the site created. */
  sent: (message: TrackedMessage) => void
  /** A message was dropped: the outbox was `full`, or the collector refused it with this HTTP status. */
  dropped: (message: TrackedMessage, reason: string | number) => void
  /** A delivery failed, or a plugin threw while it was started. */
  error: (error: TrackerError) => void
  /** Whether tracking is active; called at the start, and after each decision of the visitor. */
  consent: (active: boolean) => void
}

/** Listener functions by event name. */
type Listeners = Record<never, never>

/** Notifies the listeners of a tracker. `detail` is their first argument; a message is passed as JSON. */
export type Emit = (name: keyof TrackerListeners, detail: unknown, reason?: string | number) => void

/** Adds a listener; returns a function that removes it. */
export type Listen<Events extends Listeners = TrackerListeners> = <Name extends keyof Events>(
  name: Name,
  listener: Events[Name],
) => () => void

/** Dispatches events to listeners; exceptions of a listener are swallowed. */
export interface Emitter<Events extends Listeners = TrackerListeners> {
  on: Listen<Events>
  /** Calls the listeners at once. */
  tell(name: keyof Events, ...details: unknown[]): void
  /** Calls the listeners in a microtask, so that one added right after `createTracker` misses nothing. */
  emit(name: keyof Events, ...details: unknown[]): void
}

/** Creates an emitter. A detail that is a string is a message as JSON; each listener gets its own parsed copy. */
export function createEmitter<Events extends Listeners = TrackerListeners>(): Emitter<Events> {
  const listeners = new Set<Emitter<Events>['tell']>()
  const tell: Emitter<Events>['tell'] = (...args) => listeners.forEach((call) => void call(...args))
  return {
    on(name, listener) {
      const call = guard<Parameters<typeof tell>, void>((emitted, detail, reason) => {
        if (emitted === name)
          (listener as (...details: unknown[]) => void)(
            typeof detail === 'string' ? JSON.parse(detail) : detail,
            reason,
          )
      })
      listeners.add(call)
      return () => void listeners.delete(call)
    },
    tell,
    emit: (...args) => queueMicrotask(() => tell(...args)),
  }
}
