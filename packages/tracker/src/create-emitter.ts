import { guard } from './guard.ts'
import type { Properties } from './plugin.ts'

/** A message as it is sent: whatever JSON could not hold, or was too long, is gone. */
export interface TrackedMessage {
  type: 'page' | 'track' | 'identify'
  messageId: string
  /** ISO 8601. */
  timestamp: string
  userId?: string
  /** Name of a `track` message. */
  event?: string
  /** Of a `page` or `track` message. */
  properties?: Properties
  /** Of an `identify` message. */
  traits?: Properties
}

/** What went wrong, where nobody could be told by an exception. */
export interface TrackerError {
  /** HTTP status of an attempt to deliver that failed; none when there was no answer. After 401 and 403 this page sends no more. */
  status?: number | undefined
  /** What a plugin threw. */
  cause?: unknown
}

/** What a tracker tells, by name. Each listener gets a copy of its own. */
export interface TrackerListeners {
  /**
   * A message was made and is in the outbox; a form submission, once it is known whether it succeeded; a page view, once its page
   * had a second to show its title.
   */
  event: (message: TrackedMessage) => void
  /** The collector has it for good; also for what other pages of the site left behind. */
  sent: (message: TrackedMessage) => void
  /** It was given up: the outbox was `full`, or the collector refused it with this HTTP status. */
  dropped: (message: TrackedMessage, reason: string | number) => void
  error: (error: TrackerError) => void
  /** Tracking began or goes on (true), or stopped or may not begin (false), as the visitor's decision says. */
  consent: (active: boolean) => void
}

/** Functions by the name of what they are told. */
type Listeners = Record<never, never>

/** Tells a listener's owner about what happens; `detail` is the listener's argument, a message as JSON. */
export type Emit = (name: keyof TrackerListeners, detail: unknown, reason?: string | number) => void

/** Adds a listener; the function it returns takes it away again. */
export type Listen<Heard extends Listeners = TrackerListeners> = <Name extends keyof Heard>(
  name: Name,
  listener: Heard[Name],
) => () => void

/** What connects those who tell with those who listen; whatever a listener throws ends there. */
export interface Emitter<Heard extends Listeners = TrackerListeners> {
  on: Listen<Heard>
  /** Tells at once. */
  tell(name: keyof Heard, ...details: unknown[]): void
  /** Tells at the end of the task, so that a listener added right after the tracker was made misses nothing. */
  emit(name: keyof Heard, ...details: unknown[]): void
}

/** Makes one. What is told as a text is a message as JSON, of which each listener gets a copy of its own. */
export function createEmitter<Heard extends Listeners = TrackerListeners>(): Emitter<Heard> {
  const listeners = new Set<Emitter<Heard>['tell']>()
  const tell: Emitter<Heard>['tell'] = (...args) => listeners.forEach((hear) => void hear(...args))
  return {
    on(name, listener) {
      const hear = guard<Parameters<typeof tell>, void>((told, detail, more) => {
        if (told === name)
          (listener as (...details: unknown[]) => void)(
            typeof detail === 'string' ? JSON.parse(detail) : detail,
            more,
          )
      })
      listeners.add(hear)
      return () => void listeners.delete(hear)
    },
    tell,
    emit: (...args) => queueMicrotask(() => tell(...args)),
  }
}
