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

/** Whether an address is one of them, wherever the collector is mounted. */
export function createIngestAddressCheck(): (url: string) => boolean {
  const names = ingestPaths().map(({ path }) => path.slice(path.lastIndexOf('/') + 1))
  const pattern = new RegExp(`/v1/(?:${[...new Set(names)].join('|')})(?:\\?|$)`)
  return (url) => pattern.test(url)
}
