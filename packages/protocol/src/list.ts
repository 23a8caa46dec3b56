import { z } from 'zod'

/** A page of a list: pass `next` as `cursor` to get the following one; null ends the list. */
export function listSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next: z.string().nullable() })
}

/** A page of `Item`s. */
export interface List<Item> {
  data: Item[]
  next: string | null
}
