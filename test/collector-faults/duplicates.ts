import { createCollector, type Store } from '@leadlight/collector'
import { type Batch, type Lead, leadSchema, listSchema } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { makeBatch } from '../../bench/collector/load.ts'
import type { Tally } from './world.ts'

const keys = [
  { key: 'wk_bench', kind: 'write' as const, site: 'bench' },
  { key: 'sk', kind: 'secret' as const },
]

/** They send at the same time, each one request after the other: fewer than a collector lets wait. */
const SENDERS = 1_000

/** What a lead comes to, without what depends on when it was asked. */
type Outcome = Pick<Lead, 'email' | 'score' | 'stage' | 'grade' | 'visitors' | 'firstSeen' | 'lastSeen'>

/**
 * Sends every message three times, in any order and batching, to collectors that share one database; then holds each lead
 * against that of one collector that got each message once, in order.
 *
 * @param stores on one database
 * @param reference an empty store of any kind
 * @param seed of the order
 */
export async function duplicates(
  stores: Store[],
  reference: Store,
  visitors: number,
  spoil: (batch: Batch) => Batch = (batch) => batch,
): Promise<Tally> {
  const now = Date.now()
  const make = (store: Store) => createCollector({ store, model: defaultModel, keys, now: () => now })
  const batches: Batch[] = Array.from({ length: visitors }, (_, index) =>
    JSON.parse(makeBatch(20, index % 2 === 0)),
  )
  const plain = make(reference)
  for (const batch of batches) await plain.ingest(batch)
  const collectors = stores.map(make)
  const copies = shuffle([...split(batches), ...split(batches), ...split(batches)]).map(spoil)
  const coming = copies.entries()
  const send = async () => {
    for (const [index, batch] of coming) await collectors[index % collectors.length]?.ingest(batch)
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
  const wanted = await outcomes(plain)
  const found = await Promise.all(collectors.map(outcomes))
  const different = found.flatMap((leads) =>
    [...wanted.keys(), ...leads.keys()].filter((email) => leads.get(email) !== wanted.get(email)),
  )
  await Promise.all([plain, ...collectors].map((collector) => collector.close()))
  const wrong = [...new Set(different)].map((email) => `${email} differs`)
  return {
    events: visitors * 20,
    lost: 0,
    double: 0,
    wrong,
    remark: `${wanted.size} leads, ${copies.length} requests`,
  }
}

/** The same messages in smaller batches, each of some that need not be neighbours. */
function split(batches: Batch[]): Batch[] {
  return batches.flatMap((batch) => {
    const messages = shuffle(batch.batch)
    const parts: Batch[] = []
    while (messages.length > 0) {
      const part = messages.splice(0, 1 + Math.floor(Math.random() * 8))
      parts.push({ ...batch, batch: part })
    }
    return parts
  })
}

async function outcomes(collector: ReturnType<typeof createCollector>): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  let cursor = ''
  do {
    const url = `http://leads.example/api/leads?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    const answer = await collector.fetch(new Request(url, { headers: { authorization: 'Bearer sk' } }))
    const { data, next } = listSchema(leadSchema).parse(await answer.json())
    for (const { email, score, stage, grade, visitors, firstSeen, lastSeen } of data) {
      const outcome: Outcome = { email, score, stage, grade, visitors, firstSeen, lastSeen }
      all.set(email ?? '', JSON.stringify(outcome))
    }
    cursor = next ?? ''
  } while (cursor !== '')
  return all
}

function shuffle<Item>(items: Item[]): Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
