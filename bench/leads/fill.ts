import type { Collector } from '@leadlight/collector'
import { makeBatch } from './make-batch.ts'

const leadsPerBatch = 200
/** Some of everything that few have. */
const byHand = 5

/** Has a collector take in so many leads, and a few of them set to a stage by hand. */
export async function fill(collector: Collector, leads: number): Promise<void> {
  const began = performance.now()
  for (let from = 0; from < leads; from += leadsPerBatch) {
    await collector.ingest(makeBatch(from, Math.min(leadsPerBatch, leads - from), leads))
    if ((from + leadsPerBatch) % 100_000 === 0) console.log(`${from + leadsPerBatch} leads`)
  }
  const answer = await ask(collector, '/api/leads?sort=firstSeen&limit=200')
  const { data }: { data: { id: string }[] } = await answer.json()
  for (const { id } of data.filter((_, index) => index % Math.ceil(data.length / byHand) === 0)) {
    const body = JSON.stringify({ stage: 'customer', author: 'bench', reason: 'signed' })
    await ask(collector, `/api/leads/${id}/stage`, { method: 'POST', body })
  }
  const seconds = (performance.now() - began) / 1_000
  console.log(`${leads} leads with ${leads * 4} events, taken in within ${seconds.toFixed(1)} s\n`)
}

/** Asks the API with the secret key of the benchmark. */
export function ask(collector: Collector, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: 'Bearer sk', 'content-type': 'application/json' }
  return collector.fetch(new Request(`http://bench${path}`, { headers, ...init }))
}
