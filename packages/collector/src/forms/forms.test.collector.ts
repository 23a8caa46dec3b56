import type { FormDefinition } from '@leadlight/protocol'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { createMailQueue } from '../mail/create-mail-queue.ts'
import type { Mail, Mailer } from '../mail/mailer.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { createSigner } from './create-signer.ts'

/** A collector with forms, and a clock that stands still. It sends mails only when the test says so. */
export interface FormCollector {
  store: Store
  collector: Collector
  /** Sends into {@link mails}, until a test replaces `send`. */
  mailer: Mailer
  mails: Mail[]
  /** Errors reported by the collector. */
  failures: unknown[]
  /** Advances the clock, in milliseconds. */
  wait(ms: number): void
  now(): number
  ask(path: string, init?: RequestInit): Promise<Response>
  /** The answer of a route of the API, which must be a 200. */
  api<Answer>(path: string, method?: string, body?: unknown): Promise<Answer>
  save(form: FormDefinition): Promise<void>
  /** Posts a form as a browser without scripts does. */
  sendPlain(fields: Record<string, string>, id: string, headers?: Record<string, string>): Promise<Response>
  /** Posts a submission as a page does that may not track. */
  sendJson(properties: Record<string, unknown>, id: string, more?: object): Promise<Response>
  /** Sends the mails that are due, which a collector does every few seconds. */
  deliver(): Promise<void>
}

// Otherwise a slow test would see mails that the collector sends by itself.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** Starts a collector, in memory unless a store is given. */
export function startFormCollector(store: Store = memoryStore()): FormCollector {
  const mails: Mail[] = []
  let time = Date.parse('2026-11-22T10:20:00Z')
  const mailer: Mailer = {
    send: async (mail: Mail) => void mails.push(mail),
    publicUrl: 'https://public.example/base',
  }
  const failures: unknown[] = []
  const onError = (error: unknown) => void failures.push(error)
  const now = () => time
  const collector = startCollector({ store, now, mailer, onError })
  const ask: FormCollector['ask'] = (path, init = {}) =>
    collector.fetch(new Request(`https://leads.example${path}`, init), { ip: '203.0.113.7' })
  const api: FormCollector['api'] = async (path, method = 'GET', body) => {
    const response = await askAsOwner(collector, path, method, body)
    const answer = await response.json()
    expect([response.status, answer]).toEqual([200, answer])
    return answer
  }
  return {
    store,
    collector,
    mailer,
    mails,
    failures,
    wait: (ms) => {
      time += ms
    },
    now,
    ask,
    api,
    save: async (form) => void (await api(`/api/forms/${form.id}`, 'PUT', form)),
    sendPlain: (fields, id, headers) =>
      ask(`/v1/forms/${id}${id.includes('?') ? '&' : '?'}writeKey=wk`, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'https://www.site.example',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
          ...headers,
        },
      }),
    sendJson: (properties, id, more = {}) =>
      ask(`/v1/forms/${id}`, {
        method: 'POST',
        body: JSON.stringify({ writeKey: 'wk', properties, ...more }),
        headers: {
          origin: 'https://www.site.example',
          'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0',
        },
      }),
    deliver: () => createMailQueue({ store, mailer, sign: createSigner(store).sign, now, onError }).run(),
  }
}
