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
  /** What an add-on threw. */
  cause?: unknown
}

/** What a tracker tells, by name. Each listener gets a copy of its own. */
export interface TrackerListeners {
  /** A message was made and is in the outbox; a form submission, once it is known whether it succeeded. */
  event: (message: TrackedMessage) => void
  /** The collector has it for good; also for what other pages of the site left behind. */
  sent: (message: TrackedMessage) => void
  /** It was given up: the outbox was `full`, or the collector refused it with this HTTP status. */
  dropped: (message: TrackedMessage, reason: string | number) => void
  error: (error: TrackerError) => void
  /** Tracking began or goes on (true), or stopped or may not begin (false), as the visitor's decision says. */
  consent: (active: boolean) => void
}

/** Tells a listener's owner about what happens; `detail` is the listener's argument, a message as JSON. */
export type Emit = (name: keyof TrackerListeners, detail: unknown, reason?: string | number) => void

/** Adds a listener; the function it returns takes it away again. */
export type Listen = <Name extends keyof TrackerListeners>(
  name: Name,
  listener: TrackerListeners[Name],
) => () => void

/**
 * Makes what connects a tracker with those who listen to it. They hear at the end of the task, so that a listener added right after
 * the tracker was made misses nothing; whatever one throws ends there.
 */
export function createEmitter(): { on: Listen; emit: Emit } {
  const entries = new Set<{ name: string; listener: (...args: unknown[]) => void }>()
  return {
    on(name, listener) {
      const entry = { name, listener: guard(listener as (...args: unknown[]) => void) }
      entries.add(entry)
      return () => void entries.delete(entry)
    },
    emit(name, detail, reason) {
      queueMicrotask(
        guard(() => {
          for (const entry of entries)
            if (entry.name === name)
              entry.listener(typeof detail === 'string' ? JSON.parse(detail) : detail, reason)
        }),
      )
    },
  }
}
