import type { Tracker } from '../tracker.ts'

/** A stand-in for a tracker that is created later; calls are queued until then. */
export interface Handle {
  tracker: Tracker
  /** Creates the tracker, unless it exists, and executes the queued calls. */
  start(create: () => Tracker): void
}

/** Creates a handle. Works on a server, too, because it uses no browser API. */
export function createHandle(): Handle {
  let real: Tracker | undefined
  let queue: ((tracker: Tracker) => void)[] = []
  const whenReady = (call: (tracker: Tracker) => void) => {
    if (real) call(real)
    else queue.push(call)
  }
  const forward =
    (name: 'page' | 'track' | 'identify' | 'consent' | 'reset') =>
    (...args: unknown[]) =>
      whenReady((tracker) => (tracker[name] as (...args: unknown[]) => void)(...args))

  return {
    tracker: {
      page: forward('page'),
      track: forward('track'),
      identify: forward('identify'),
      consent: forward('consent'),
      reset: forward('reset'),
      form(place, outcome) {
        whenReady((tracker) => tracker.form(place, outcome))
        return (result) => whenReady((tracker) => tracker.form(place, result ?? 'submitted'))
      },
      flush: async () => real?.flush(),
      anonymousId: () => real?.anonymousId(),
      on(name, listener) {
        let stop: (() => void) | undefined
        let stopped = false
        whenReady((tracker) => {
          if (!stopped) stop = tracker.on(name, listener)
        })
        return () => {
          stopped = true
          stop?.()
        }
      },
    },
    start(create) {
      if (real) return
      real = create()
      for (const call of queue) call(real)
      queue = []
    },
  }
}
