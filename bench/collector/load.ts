/** What a load is made of: clients that send at once, each batch after batch. */
export interface LoadShape {
  clients: number
  batches: number
  perBatch: number
}

/** 64 clients with 12 batches of 20: what a group commit has to do with. */
export const usualShape: LoadShape = { clients: 64, batches: 12, perBatch: 20 }

/** Events in one load. */
export function eventsIn({ clients, batches, perBatch }: LoadShape): number {
  return clients * batches * perBatch
}

/** Headers of a request as a browser sends it to another host. */
export const pageHeaders = {
  'content-type': 'text/plain;charset=UTF-8',
  origin: 'https://www.example.com',
  referer: 'https://www.example.com/',
  'sec-fetch-site': 'cross-site',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
}

/** For each client its request bodies; the first visitor and each tenth one after it also say who they are: of 12, two. */
export function makeLoad(shape: LoadShape = usualShape, makeId: MakeId = orderedId): string[][] {
  return Array.from({ length: shape.clients }, () =>
    Array.from({ length: shape.batches }, (_, number) =>
      makeBatch(shape.perBatch, number % 10 === 0, makeId(), makeId),
    ),
  )
}

/**
 * A request body as our tracker writes it, ids included: one new visitor, who reads five pages and, when `identified`, says
 * who it is at the end.
 *
 * @param visitor its id, when it is not a new one
 */
export function makeBatch(
  size: number,
  identified: boolean,
  visitor = orderedId(),
  makeId: MakeId = orderedId,
): string {
  const now = Date.now()
  let page = ''
  const batch = Array.from({ length: size }, (_, index) => {
    const messageId = makeId()
    if (index % 4 === 0) page = messageId
    const own = message(index, identified && index === size - 1, visitor, page)
    return { messageId, timestamp: new Date(now - 60_000 + index * 1000).toISOString(), ...own }
  })
  const library = { name: '@leadlight/tracker', version: '0.1.0' }
  const context = { library, locale: 'hi-IN', timezone: 'Asia/Kolkata', sessionId: now }
  const sentAt = new Date(now).toISOString()
  return JSON.stringify({ writeKey: 'wk_bench', sentAt, anonymousId: visitor, context, batch })
}

function message(index: number, identifies: boolean, visitor: string, pageViewId: string): object {
  if (identifies) return { type: 'identify', traits: { email: `${visitor}@example.com` } }
  const path = `/blog/article-${(index >> 2) % 7}`
  if (index % 4 === 0) {
    const url = `https://www.example.com${path}`
    return {
      type: 'page',
      properties: { url, path, title: 'An article', referrer: 'https://www.google.com/' },
    }
  }
  const properties = {
    page_view_id: pageViewId,
    path,
    content_type: 'article',
    engaged_ms: index * 5000,
    seq: index % 4,
    scroll_depth: 50,
  }
  return { type: 'track', event: 'Page Engaged', properties }
}

/** Makes ids of events and visitors. */
export type MakeId = () => string

/** As the tracker makes them: the time first. */
export function orderedId(): string {
  return [Date.now(), ...crypto.getRandomValues(new Uint32Array(3))].join('-')
}

/** As Segment's clients make them: UUIDs of version 4, in no order. */
export function randomId(): string {
  return crypto.randomUUID()
}
