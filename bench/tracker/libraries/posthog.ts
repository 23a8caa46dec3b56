import { gunzipSync } from 'node:zlib'
import type { Arrival, Library } from '../library.ts'

interface Captured {
  event: string
  uuid: string
  properties: Record<string, unknown>
}

/** https://posthog.com/docs/libraries/js */
export const posthog: Library = {
  id: 'posthog',
  name: 'PostHog',
  packages: ['posthog-js'],
  configuredWith:
    "defaults '2026-08-30', autocapture on (forms), feature flags, remote configuration, recording, surveys and bot filter off",
  setUp: `
    import posthog from 'posthog-js'
    posthog.init('phc_bench', {
      api_host: collectorUrl,
      defaults: '2026-08-30',
      person_profiles: 'identified_only',
      autocapture: true,
      capture_pageleave: true,
      advanced_disable_flags: true,
      disable_session_recording: true,
      disable_surveys: true,
      disable_external_dependency_loading: true,
      opt_out_useragent_filter: true,
    })
    window.track = (name, properties) => posthog.capture(name, properties)`,
  forms: 'itself',
  engaged: 'sum',
  read({ body }) {
    const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString()
    const sent = JSON.parse(readForm(text)) as Captured | Captured[] | { batch: Captured[] }
    const events = Array.isArray(sent) ? sent : 'batch' in sent ? sent.batch : [sent]
    return events.map(toArrival)
  },
}

/** Beacons carry base64 in a form. */
function readForm(text: string): string {
  const data = text.startsWith('data=') ? new URLSearchParams(text).get('data') : null
  return data === null ? text : Buffer.from(data, 'base64').toString()
}

function toArrival({ event, uuid: id, properties }: Captured): Arrival {
  if (event === '$pageview') return { kind: 'page', key: String(properties.$pathname), id }
  if (event === '$autocapture' && properties.$event_type === 'submit') return { kind: 'form', key: '', id }
  const seconds = properties.$prev_pageview_duration
  if (event === '$pageleave' && typeof seconds === 'number')
    return { kind: 'engaged', key: '', id, ms: seconds * 1_000 }
  return { kind: properties.n ? 'track' : 'other', key: String(properties.n ?? ''), id }
}
