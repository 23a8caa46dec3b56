import type { Lead, List, TimelineEntry, TimelineEvent } from '@leadlight/protocol'
import { expect, vi } from 'vitest'
import { startServing } from './leadlight-process.ts'
import { root } from './source-tree.ts'

/** The example website and its collector, as `npm start` serves them. */
export interface ExampleWebsite {
  /** Without a slash at its end. */
  url: string
  /** All that the server has written so far. */
  output(): string
  /** What a route of the API answers with 200. */
  api<Answer>(path: string): Promise<Answer>
  /** Waits until there is a lead with this address. */
  leadBy(email: string): Promise<Lead>
  /** A lead's events, newest first, without their visits. */
  eventsOf(lead: Lead): Promise<TimelineEvent[]>
  close(): Promise<unknown>
}

/** Starts both on a free port. */
export async function startExampleWebsite(database = ':memory:'): Promise<ExampleWebsite> {
  const program = `${root}examples/script-tag/serve.ts`
  const server = await startServing([program, '--port', '0', '--db', database])
  const api = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(server.url + path, { headers: { authorization: 'Bearer sk_demo' } })
    expect(response.status, path).toBe(200)
    return await response.json()
  }
  return {
    url: server.url,
    output: () => server.stdout() + server.stderr(),
    api,
    leadBy: (email) =>
      vi.waitFor(
        async () => {
          const [lead] = (await api<List<Lead>>(`/api/leads?q=${email}`)).data
          if (lead === undefined) throw new Error(`There is no lead ${email}.`)
          return lead
        },
        { timeout: 30_000, interval: 100 },
      ),
    async eventsOf(lead) {
      const { data } = await api<List<TimelineEntry>>(`/api/leads/${lead.id}/events?limit=100`)
      return data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
    },
    close: () => server.end('SIGTERM'),
  }
}
