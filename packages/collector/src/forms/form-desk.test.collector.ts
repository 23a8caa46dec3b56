import type { FormDefinition } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { expect } from 'vitest'
import { type Collector, createCollector } from '../create-collector.ts'
import { createMailQueue } from '../mail/create-mail-queue.ts'
import type { Mail } from '../mail/mailer.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { createSigner } from './create-signer.ts'

/** A collector to which forms are sent, with a clock that stands still. */
export interface FormCollector {
  store: Store
  collector: Collector
  /** What it has sent by mail. */
  mails: Mail[]
  /** Moves the clock on, by milliseconds. */
  wait(ms: number): void
  now(): number
  ask(path: string, init?: RequestInit): Promise<Response>
  /** Asks the read API; the answer must be a 200. */
  api<Answer>(path: string, method?: string, body?: unknown): Promise<Answer>
  save(form: FormDefinition): Promise<void>
  /** Posts as a browser without scripts does. */
  sendPlain(fields: Record<string, string>, id: string, headers?: Record<string, string>): Promise<Response>
  /** Sends as a page does on which nothing may be tracked. */
  sendJson(properties: Record<string, unknown>, id: string, more?: object): Promise<Response>
  /** Has the queue of mails looked at, as it does by itself every few seconds. */
  deliver(): Promise<void>
}

/** Makes one that keeps everything in memory. */
export function startFormCollector(): FormCollector {
  const store = memoryStore()
  const mails: Mail[] = []
  let time = Date.parse('2026-11-22T10:20:00Z')
  const mailer = {
    send: async (mail: Mail) => void mails.push(mail),
    publicUrl: 'https://public.example/base',
  }
  const failures: unknown[] = []
  const onError = (error: unknown) => void failures.push(error)
  const now = () => time
  const collector = createCollector({
    store,
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    now,
    mailer,
    onError,
  })
  const ask: FormCollector['ask'] = (path, init = {}) =>
    collector.fetch(new Request(`https://leads.example${path}`, init), { ip: '203.0.113.7' })
  const api: FormCollector['api'] = async (path, method = 'GET', body) => {
    const headers = { authorization: 'Bearer sk' }
    const response = await ask(path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    expect([response.status, answer]).toEqual([200, answer])
    return answer
  }
  return {
    store,
    collector,
    mails,
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
