import type { Tracker } from '../tracker.ts'

/** Stands for a tracker that is made later: what is called before then waits. */
export interface Handle {
  tracker: Tracker
  /** Makes the tracker, once, and the calls that waited. */
  start(make: () => Tracker): void
}

/** Creates a handle. It touches nothing of the browser, so that a server may do it. */
export function createHandle(): Handle {
  let real: Tracker | undefined
  let waiting: ((tracker: Tracker) => void)[] = []
  const soon = (call: (tracker: Tracker) => void) => {
    if (real) call(real)
    else waiting.push(call)
  }
  const later =
    (name: 'page' | 'track' | 'identify' | 'consent' | 'reset') =>
    (...args: unknown[]) =>
      soon((tracker) => (tracker[name] as (...args: unknown[]) => void)(...args))

  return {
    tracker: {
      page: later('page'),
      track: later('track'),
      identify: later('identify'),
      consent: later('consent'),
      reset: later('reset'),
      form(place, outcome) {
        soon((tracker) => tracker.form(place, outcome))
        return (result) => soon((tracker) => tracker.form(place, result ?? 'submitted'))
      },
      flush: async () => real?.flush(),
      anonymousId: () => real?.anonymousId(),
      on(name, listener) {
        let stop: (() => void) | undefined
        let stopped = false
        soon((tracker) => {
          if (!stopped) stop = tracker.on(name, listener)
        })
        return () => {
          stopped = true
          stop?.()
        }
      },
    },
    start(make) {
      if (real) return
      real = make()
      for (const call of waiting) call(real)
      waiting = []
    },
  }
}
