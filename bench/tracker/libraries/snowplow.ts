import type { Arrival, Library } from '../library.ts'

/** A payload: https://docs.snowplow.io/docs/events/going-deeper/http-requests/ */
interface Payload {
  e: string
  eid: string
  url: string
  ue_px?: string
  ue_pr?: string
}

const beatMs = 1_000

/** https://docs.snowplow.io/docs/sources/web-trackers/ */
export const snowplow: Library = {
  id: 'snowplow',
  name: 'Snowplow',
  packages: ['@snowplow/browser-tracker', '@snowplow/browser-plugin-form-tracking'],
  configuredWith:
    'default emitter, form plug-in, page pings after 30 s every 10 s as in its docs (every second where engaged time is measured); 4.6.8 is the newest that the form plug-in accepts',
  setUp: `
    import { enableActivityTracking, newTracker, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker'
    import { enableFormTracking, FormTrackingPlugin } from '@snowplow/browser-plugin-form-tracking'
    newTracker('sp', collectorUrl, { appId: 'bench', plugins: [FormTrackingPlugin()] })
    enableActivityTracking(
      location.pathname === '/read'
        ? { minimumVisitLength: ${beatMs / 1_000}, heartbeatDelay: ${beatMs / 1_000} }
        : { minimumVisitLength: 30, heartbeatDelay: 10 },
    )
    enableFormTracking()
    trackPageView()
    window.track = (name, data) =>
      trackSelfDescribingEvent({ event: { schema: 'iglu:example/event/jsonschema/1-0-0', data: { name, ...data } } })`,
  forms: 'itself',
  engaged: 'sum',
  read: ({ body }) => (JSON.parse(body.toString()) as { data: Payload[] }).data.map(toArrival),
}

function toArrival(payload: Payload): Arrival {
  const { e, eid: id, url } = payload
  if (e === 'pv') return { kind: 'page', key: new URL(url).pathname, id }
  if (e === 'pp') return { kind: 'engaged', key: '', id, ms: beatMs }
  const { schema, data } = readSelfDescribing(payload)
  if (schema.includes('/submit_form/')) return { kind: 'form', key: '', id }
  return { kind: data.n ? 'track' : 'other', key: data.n ?? '', id }
}

function readSelfDescribing({ ue_px, ue_pr }: Payload): { schema: string; data: { n?: string } } {
  const json = ue_px
    ? Buffer.from(ue_px, 'base64url').toString()
    : (ue_pr ?? '{"data":{"schema":"","data":{}}}')
  return JSON.parse(json).data
}
