import type { Arrival, Library } from '../library.ts'

interface Message {
  type: string
  event?: string
  messageId: string
  properties: { path: string; n?: string; engaged_ms?: number }
}

/** The script tag as the README has it. */
export const leadlight: Library = {
  id: 'leadlight',
  name: 'Leadlight',
  packages: [],
  configuredWith: 'script tag of the README, all plugins, default options',
  head: (
    collectorUrl,
  ) => `<script defer src="/assets/leadlight.js" data-write-key="wk_bench" data-collector="${collectorUrl}"></script>
<script>window.track = (name, properties) => leadlight.track(name, properties)</script>`,
  forms: 'itself',
  engaged: 'largest',
  read: ({ body }) => (JSON.parse(body.toString()) as { batch: Message[] }).batch.map(toArrival),
}

function toArrival({ type, event, messageId: id, properties }: Message): Arrival {
  if (type === 'page') return { kind: 'page', key: properties.path, id }
  if (event === 'Form Submitted') return { kind: 'form', key: '', id }
  if (event === 'Page Engaged') return { kind: 'engaged', key: '', id, ms: properties.engaged_ms ?? 0 }
  return { kind: properties.n ? 'track' : 'other', key: properties.n ?? '', id }
}
