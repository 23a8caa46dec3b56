import type { FormAnswer, FormDefinition } from '@leadlight/protocol'
import { expect } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** A form with a field of each important kind. */
export const form: FormDefinition = {
  id: 'demo',
  name: 'Demo',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'number', name: 'size', label: 'How many?', max: 100 },
    { type: 'multi-select', name: 'needs', label: 'Needs', options: ['a', 'b'] },
    { type: 'hidden', name: 'list', default: 'spring' },
    { type: 'consent', name: 'news', label: 'Send me news <b>.' },
  ],
  success: { message: 'Thanks!', reveal: { text: 'The secret page', links: [{ label: 'Go', href: '/in' }] } },
}

/** A collector with a form, and the submissions that reach its log. */
export interface SubmissionHarness {
  collector: Collector
  /** Errors reported by the collector. */
  failures: unknown[]
  now(): number
  /** Advances the clock, in milliseconds. */
  wait(ms: number): void
  ask(path: string, init?: RequestInit, ip?: string): Promise<Response>
  save(definition: FormDefinition): Promise<void>
  /** Posts a form as a browser without scripts does. */
  sendPlain(fields: Record<string, string> | [string, string][], id?: string, ip?: string): Promise<Response>
  /** Posts a submission as a form's script does. */
  sendJson(properties: Record<string, unknown>): Promise<Response>
  /** All `Form Submitted` events in the log. */
  submissions(): Promise<StoredEvent[]>
}

/** Starts a collector in memory with {@link form}. */
export async function startSubmissionHarness(): Promise<SubmissionHarness> {
  let time = Date.parse('2026-11-22T10:00:00Z')
  const failures: unknown[] = []
  const store = memoryStore()
  const subjects = watchSubjects(store)
  const collector = startCollector({ store, now: () => time, onError: (error) => failures.push(error) })
  const ask: SubmissionHarness['ask'] = (path, init = {}, ip = '203.0.113.7') =>
    collector.fetch(new Request(`https://leads.example${path}`, init), { ip })
  const harness: SubmissionHarness = {
    collector,
    failures,
    now: () => time,
    wait: (ms) => {
      time += ms
    },
    ask,
    async save(definition) {
      const { status } = await askAsOwner(collector, `/api/forms/${definition.id}`, 'PUT', definition)
      expect(status).toBe(200)
    },
    sendPlain(fields, id = 'demo', ip) {
      const body = new URLSearchParams(fields).toString()
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://www.site.example',
        referer: 'https://www.site.example/contact?utm_source=ads&utm_medium=cpc',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
      }
      return ask(`/v1/forms/${id}?writeKey=wk`, { method: 'POST', headers, body }, ip)
    },
    sendJson(properties) {
      const body = JSON.stringify({ writeKey: 'wk', properties })
      const headers = { origin: 'https://www.site.example' }
      return ask('/v1/forms/demo', { method: 'POST', body, headers })
    },
    async submissions() {
      const events = await store.read((snapshot) => snapshot.events([...subjects]))
      return events.filter((event) => event.name === 'Form Submitted')
    },
  }
  await harness.save(form)
  return harness
}

/** The receipt in a response, which must be a success. */
export async function receiptOf(response: Response): Promise<FormAnswer['receipt']> {
  expect(response.status).toBe(200)
  const answer: FormAnswer = await response.json()
  expect(answer.success).toBe(true)
  return answer.receipt
}

/** Collects the subjects of all events that are inserted into a store. */
function watchSubjects(store: Store): ReadonlySet<string> {
  const subjects = new Set<string>()
  const { transact } = store
  store.transact = (work) =>
    transact((transaction) => {
      const { insertEvents } = transaction
      transaction.insertEvents = (events) => {
        for (const { anonymousId, email } of events) {
          subjects.add(anonymousId === null ? `email:${email}` : `visitor:${anonymousId}`)
        }
        return insertEvents(events)
      }
      return work(transaction)
    })
  return subjects
}
