import type { MessageType } from '@leadlight/protocol'

const messageTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const

/**
 * The paths of Segment's HTTP tracking API under `/v1`, each with its type of message; null for a batch. Segment's browser
 * client uses the short ones, and RudderStack's sends beacons to `/beacon/v1/batch`.
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
 * Creates a lookup of the type of message by URL: null for a batch, undefined for other URLs.
 *
 * @param basePath where the collector is mounted
 */
export function createMessageTypeLookup(basePath: string): (url: string) => MessageType | null | undefined {
  const types = new Map(ingestPaths().map(({ path, type }) => [basePath + path, type]))
  return (url) => {
    const start = url.indexOf('/', url.indexOf('://') + 3)
    const end = url.slice(start).search(/[?#]|$/)
    return types.get(url.slice(start, start + end))
  }
}
