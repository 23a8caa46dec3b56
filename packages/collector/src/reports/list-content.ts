import type { ContentRow, List } from '@leadlight/protocol'
import { z } from 'zod'
import { readCursor, writeCursor } from '../leads/read/cursor.ts'

/** Columns that rows can be sorted by; a minus sign sorts in descending order. */
export const contentColumns = [
  'views',
  'visitors',
  'engagedMs',
  'medianEngagedMs',
  'medianScrollDepth',
  'leads',
  'leadsBefore',
  'leadsAfter',
  'submissions',
  'path',
] as const

/** An order of rows. */
export type ContentSort = `${'-' | ''}${(typeof contentColumns)[number]}`

/** Order and range of the rows to list. */
export interface ContentPage {
  sort: ContentSort
  limit: number
  cursor?: string
}

const placeSchema = z.object({ to: z.number(), offset: z.number().int().nonnegative() })

/**
 * The end of the reported range, in milliseconds since 1970, as stored in the cursor, so that all pages show one report;
 * undefined for the first page.
 *
 * @throws InvalidCursorError
 */
export function endOfPages(cursor: string | undefined): number | undefined {
  return readCursor(cursor, placeSchema)?.to
}

/**
 * A page of rows; unknown values are sorted last.
 *
 * @throws InvalidCursorError
 */
export function listContent(
  rows: readonly ContentRow[],
  to: number,
  { sort, limit, cursor }: ContentPage,
): List<ContentRow> {
  const begin = readCursor(cursor, placeSchema)?.offset ?? 0
  const sorted = rows.toSorted(inOrder(sort))
  const next = begin + limit < rows.length ? writeCursor({ to, offset: begin + limit }) : null
  return { data: sorted.slice(begin, begin + limit), next }
}

function inOrder(sort: ContentSort): (a: ContentRow, b: ContentRow) => number {
  const descending = sort.startsWith('-')
  const column = (descending ? sort.slice(1) : sort) as (typeof contentColumns)[number]
  const sign = descending ? -1 : 1
  return (a, b) => {
    const [one, other] = [a[column], b[column]]
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byPlace(a, b)
    return (one === other ? 0 : one < other ? -sign : sign) || byPlace(a, b)
  }
}

function byPlace(a: ContentRow, b: ContentRow): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.site === b.site ? 0 : a.site < b.site ? -1 : 1
}
