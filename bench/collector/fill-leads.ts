import type { Collector } from '@leadlight/collector'
import type { Batch } from '@leadlight/protocol'

/** What is called so gets the number of its copy before it. */
export const VISITOR = 'v-'

const leadsPerBatch = 250
const DAY_MS = 86_400_000
const DAYS = 30

/** Takes in leads, each with a name and a page view at some time of the last month. */
export async function fillLeads(collector: Pick<Collector, 'ingest'>, leads: number): Promise<void> {
  for (let from = 0; from < leads; from += leadsPerBatch) {
    const numbers = Array.from({ length: Math.min(leadsPerBatch, leads - from) }, (_, index) => from + index)
    const sentAt = new Date().toISOString()
    const batch = numbers.flatMap(messagesOf)
    await collector.ingest({ writeKey: 'wk_bench', sentAt, batch } as unknown as Batch)
  }
}

/**
 * Draws visitors of `leads` leads, the first `taken` of which were taken in and the others copied. Each is drawn once: two
 * batches of one visitor at almost the same time would be out of order, which costs something else.
 */
export function createDraw(leads: number, taken: number): () => string {
  const drawn = new Set<number>()
  return () => {
    let number: number
    do number = Math.floor(Math.random() * leads)
    while (drawn.has(number) && drawn.size < leads)
    drawn.add(number)
    const copy = Math.floor(number / taken)
    return `${copy > 0 ? `c${copy}` : ''}${visitorOf(number % taken)}`
  }
}

function messagesOf(number: number): object[] {
  const anonymousId = visitorOf(number)
  // Golden section: evenly spread, and never in the order of numbers.
  const at = Date.now() - DAY_MS - ((number * 0.618034) % 1) * DAYS * DAY_MS
  const traits = { email: `${anonymousId}@example.com`, company: `Company ${number % 977}` }
  const path = number % 3 === 0 ? '/pricing' : `/blog/article-${number % 7}`
  const properties = { url: `https://www.example.com${path}`, path, title: 'A page' }
  return [
    { type: 'identify', traits, messageId: `m-${number}`, timestamp: new Date(at).toISOString() },
    { type: 'page', properties, messageId: `p-${number}`, timestamp: new Date(at + 60_000).toISOString() },
  ].map((message) => ({ ...message, anonymousId }))
}

function visitorOf(number: number): string {
  return `${VISITOR}${number * 7919}`
}
