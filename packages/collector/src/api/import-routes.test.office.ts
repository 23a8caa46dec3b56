import type { EventImport, LeadExport, LeadImport, List, Rejected } from '@leadlight/protocol'
import { expect } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

/** The time of the first request. */
export const noon = Date.parse('2026-11-21T12:00:00Z')

type Body = string | Uint8Array<ArrayBuffer>

type Ask = (path: string, body?: Body, key?: string) => Promise<{ status: number } & Answered>
type Answered = { body: Awaited<ReturnType<Response['json']>> }

/** A collector into which files are imported. */
export interface ImportOffice {
  collector: Collector
  store: Store
  now(): number
  /** Advances the clock, in milliseconds. */
  wait(ms: number): void
  ask: Ask
  /** Imports a file of leads, which must succeed, and advances the clock by a second. */
  importLeads(body: Body, query?: string): Promise<LeadImport>
  /** Imports a file of events, one per line, which must succeed. */
  importEvents(lines: (object | string)[], query?: string): Promise<EventImport>
  exported(lead: string): Promise<LeadExport>
  rejected(): Promise<Rejected[]>
}

/** Starts a collector in memory. */
export function startImportOffice(): ImportOffice {
  let time = noon
  const store = memoryStore()
  const collector = startCollector({ store, now: () => time })
  const ask: ImportOffice['ask'] = async (path, body, key = 'sk') => {
    const init = { headers: { authorization: `Bearer ${key}` } }
    const request = new Request(
      `https://leads.example${path}`,
      body === undefined ? init : { ...init, method: 'POST', body },
    )
    const response = await collector.fetch(request)
    return { status: response.status, body: await response.json() }
  }
  return {
    collector,
    store,
    now: () => time,
    wait: (ms) => {
      time += ms
    },
    ask,
    async importLeads(body, query = '') {
      const answer = await ask(`/api/leads/import${query}`, body)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      time += 1_000
      return answer.body
    },
    async importEvents(lines, query = '') {
      const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
      const answer = await ask(`/api/events/import${query}`, text)
      expect(answer.status, JSON.stringify(answer.body)).toBe(200)
      return answer.body
    },
    async exported(lead) {
      const { status, body } = await ask(`/api/leads/${encodeURIComponent(lead)}/export`)
      expect(status).toBe(200)
      return body
    },
    async rejected() {
      const { body }: { body: List<Rejected> } = await ask('/api/rejected')
      return body.data
    },
  }
}
