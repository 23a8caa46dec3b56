import type { MessageType } from '@leadlight/protocol'

const messageTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const

/**
 * The addresses of Segment's HTTP tracking API under `/v1`, each with the type of message it takes; null for a batch.
 * Short names are the ones that Segment's browser client uses; to the last one RudderStack's sends its beacons.
 */
export function ingestPaths(): { path: string; type: MessageType | null }[] {
  const batches = ['/v1/batch', '/v1/b', '/v1/import', '/beacon/v1/batch'].map((path) => ({
    path,
    type: null,
  }))
  const singles = messageTypes.flatMap((type) => [
    { path: `/v1/${type}`, type },
    { path: `/v1/${type.charAt(0)}`, type },
  ])
  return [...batches, ...singles]
}

/**
 * Tells which type of message an address takes, null for a batch, undefined when it is none of them.
 *
 * @param basePath where the collector is mounted
 */
export function createIngestAddresses(basePath: string): (url: string) => MessageType | null | undefined {
  const types = new Map(ingestPaths().map(({ path, type }) => [basePath + path, type]))
  return (url) => {
    const start = url.indexOf('/', url.indexOf('://') + 3)
    const end = url.slice(start).search(/[?#]|$/)
    return types.get(url.slice(start, start + end))
  }
}
