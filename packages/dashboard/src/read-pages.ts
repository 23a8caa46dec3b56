import type { List } from '@leadlight/protocol'
import type { PageRequest } from './api.ts'

/** Most items that the collector returns per page. */
const MAX_LIMIT = 200

/** Reads a list from the start until it has `count` items or ends; `next` is null at the end. */
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
