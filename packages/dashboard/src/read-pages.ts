import type { List } from '@leadlight/protocol'
import type { PageRequest } from './api.ts'

/** The collector's largest page. */
const MAX_LIMIT = 200

/** Reads a list from its beginning until `count` items are there or it ends; `next` tells which. */
export async function readPages<Item>(
  readPage: (page: PageRequest) => Promise<List<Item>>,
  count: number,
  signal: AbortSignal,
): Promise<List<Item>> {
  const data: Item[] = []
  let next: string | null = null
  do {
    const page: List<Item> = await readPage({
      limit: Math.min(MAX_LIMIT, count - data.length),
      cursor: next ?? undefined,
      signal,
    })
    data.push(...page.data)
    next = page.next
  } while (next !== null && data.length < count)
  return { data, next }
}
