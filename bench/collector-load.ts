/** What a load is made of: clients that send at once, each batch after batch. */
export const clients = 64
export const perBatch = 20
export const batchesPerClient = 12
/** Events in one load. */
export const loadSize = clients * batchesPerClient * perBatch

/** Headers of a request as a browser sends it to another host. */
export const pageHeaders = {
  'content-type': 'text/plain;charset=UTF-8',
  origin: 'https://www.example.com',
  referer: 'https://www.example.com/',
  'sec-fetch-site': 'cross-site',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
}

/**
 * For each client its request bodies, as our tracker writes them: one visitor a batch, who reads five pages; each tenth one
 * also says who it is.
 */
export function makeLoad(round: number): string[][] {
  const now = Date.now()
  return Array.from({ length: clients }, (_, client) =>
    Array.from({ length: batchesPerClient }, (_, number) => {
      const anonymousId = idOf('a', round, client, number)
      const batch = Array.from({ length: perBatch }, (_, index) => ({
        messageId: idOf('b', round, client, number, index),
        timestamp: new Date(now - 60_000 + index * 1000).toISOString(),
        ...message(index, number % 10 === 0, anonymousId),
      }))
      const context = {
        library: { name: '@leadlight/tracker', version: '0.1.0' },
        locale: 'hi-IN',
        timezone: 'Asia/Kolkata',
        sessionId: now,
      }
      return JSON.stringify({
        writeKey: 'wk_bench',
        sentAt: new Date(now).toISOString(),
        anonymousId,
        context,
        batch,
      })
    }),
  )
}

function message(index: number, identified: boolean, visitor: string): object {
  if (index === perBatch - 1 && identified) {
    return { type: 'identify', traits: { email: `${visitor}@example.com` } }
  }
  const path = `/blog/article-${index % 7}`
  if (index % 4 === 0) {
    const url = `https://www.example.com${path}`
    return {
      type: 'page',
      properties: { url, path, title: 'An article', referrer: 'https://www.google.com/' },
    }
  }
  const properties = {
    page_view_id: `${visitor.slice(0, -4)}${String(index - (index % 4)).padStart(4, '0')}`,
    path,
    content_type: 'article',
    engaged_ms: index * 5000,
    seq: index % 4,
    scroll_depth: 50,
  }
  return { type: 'track', event: 'Page Engaged', properties }
}

/** A UUID made of numbers. */
function idOf(kind: string, ...numbers: number[]): string {
  const digits = kind + numbers.map((number) => number.toString(16).padStart(4, '0')).join('')
  return digits.padEnd(32, '0').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
