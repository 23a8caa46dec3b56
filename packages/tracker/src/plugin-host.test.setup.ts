import type { FormOutcome, PageView, PluginHost, Properties } from './plugin.ts'

/** A host for one plugin, which records what it tracks and lets a test call its listeners. */
export interface RecordingHost {
  host: PluginHost
  /** Properties of the held events that were not released yet. */
  held: Set<Properties>
  /** Properties of the tracked and released events of that name. */
  named(event: string): Properties[]
  startPageView(pageView: PageView): void
  hide(left: boolean): void
  /** What the site passes to `tracker.form`. */
  form(place: Node, outcome?: FormOutcome): void
  /** Aborts the host's signal. */
  stop(): void
}

/** Creates a host without a page view. @param members replace those of the host */
export function createRecordingHost(members: Partial<PluginHost> = {}): RecordingHost {
  const events: { event: string; properties: Properties }[] = []
  const held = new Set<Properties>()
  const places: WeakRef<Node>[] = []
  const formListeners: ((place: Node, outcome?: FormOutcome) => void)[] = []
  const hideListeners: ((left: boolean) => void)[] = []
  const viewListeners: ((pageView: PageView) => void)[] = []
  const controller = new AbortController()
  let current: PageView | undefined
  const host: PluginHost = {
    track: (event, properties) =>
      void events.push({ event, properties: { page_view_id: current?.id, ...properties } }),
    hold(event, properties) {
      held.add(properties)
      return (changes) => {
        if (held.delete(properties)) events.push({ event, properties: { ...properties, ...changes } })
      }
    },
    page: () => {},
    pageView: () => current,
    onPageView(listener) {
      viewListeners.push(listener)
      if (current) listener(current)
    },
    onHide: (listener) => void hideListeners.push(listener),
    places,
    onForm: (listener) => void formListeners.push(listener),
    visitor: {} as PluginHost['visitor'],
    signal: controller.signal,
    ...members,
  }
  return {
    host,
    held,
    named: (name) => events.filter(({ event }) => event === name).map(({ properties }) => properties),
    startPageView(pageView) {
      current = pageView
      for (const listener of viewListeners) listener(pageView)
    },
    hide: (left) => hideListeners.forEach((listener) => void listener(left)),
    form(place, outcome) {
      places.push(new WeakRef(place))
      for (const listener of formListeners) listener(place, outcome)
    },
    stop: () => controller.abort(),
  }
}
