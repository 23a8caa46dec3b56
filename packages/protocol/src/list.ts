import { z } from 'zod'

/** Schema of one page of a list: pass `next` as `cursor` to get the following page; null on the last page. */
export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next: z.string().nullable() })
}

/** One page of a list; see `listSchema`. */
export interface List<Item> {
  data: Item[]
  next: string | null
}
