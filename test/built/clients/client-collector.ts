import {
  type Lead,
  leadSchema,
  listSchema,
  scoreAnswerSchema,
  type TimelineEntry,
  timelineEntrySchema,
} from '@leadlight/protocol'
import { expect } from 'vitest'
import { leadlight, startServing } from '../../leadlight-process.ts'

/** A collector of its own for a stranger's client, as users get it, and what it knows afterwards. */
export interface ClientCollector {
  /** Without a slash at its end; its write key is `wk_test`. */
  url: string
  /** The one lead there is. */
  onlyLead(): Promise<Lead>
  /** Names of a lead's events, in alphabetical order; none of them taken for a crawler's. */
  eventNames(lead: string): Promise<string[]>
  events(lead: string): Promise<TimelineEvent[]>
  /** Fails unless the reasons of a lead's score sum to it; answers their rules. */
  rules(lead: string): Promise<string[]>
  /** Fails when a message was refused. */
  expectNoneRefused(): Promise<void>
  close(): Promise<unknown>
}

type TimelineEvent = Extract<TimelineEntry, { type: 'event' }>['event']

/** Starts the built command with a database in memory. */
export async function startClientCollector(): Promise<ClientCollector> {
  const keys = ['--write-key', 'wk_test', '--secret-key', 'sk_test']
  const server = await startServing([leadlight, 'serve', '--port', '0', '--db', ':memory:', ...keys])

  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(server.url + path, { headers: { authorization: 'Bearer sk_test' } })
    expect(response.status, path).toBe(200)
    return await response.json()
  }
  const events = async (lead: string) => {
    const timeline = listSchema(timelineEntrySchema).parse(await read(`/api/leads/${lead}/events`))
    return timeline.data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
  }
  return {
    url: server.url,
    events,
    async onlyLead() {
      const { data } = listSchema(leadSchema).parse(await read('/api/leads'))
      const [lead] = data
      if (lead === undefined || data.length > 1) throw new Error(`${data.length} leads instead of one`)
      return lead
    },
    async eventNames(lead) {
      const all = await events(lead)
      expect(all.filter((event) => event.bot)).toEqual([])
      return all.map((event) => event.name).sort()
    },
    async rules(lead) {
      const score = scoreAnswerSchema.parse(await read(`/api/leads/${lead}/score`))
      const hundredths = score.contributions.reduce((sum, reason) => sum + Math.round(reason.points * 100), 0)
      expect(hundredths).toBe(Math.round(score.score * 100))
      return score.contributions.map((reason) => reason.rule)
    },
    async expectNoneRefused() {
      expect(await read('/api/rejected')).toMatchObject({ data: [] })
    },
    close: () => server.end('SIGTERM'),
  }
}
