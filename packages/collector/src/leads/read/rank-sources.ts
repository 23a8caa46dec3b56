import type { LeadListing, Snapshot } from '../../storage/port.ts'
import type { LeadRecord } from '../lead-record.ts'

/** Most that a stored score differs from the exact one, as `Standing.changesAt` promises, plus rounding. */
export const SLACK = 1.01

/** Each chunk of a source is this much larger than the one before, up to `LARGEST_CHUNK` leads. */
const GROWTH = 3
const LARGEST_CHUNK = 800

/** A place in the order: ties by id, in the same direction. */
export interface Ranked {
  value: number
  id: string
}

/** The order of ranks, in one direction. */
export interface RankOrder {
  compare(a: Ranked, b: Ranked): number
  /** The position before everything whose value is at most `slack` earlier than that of a place. */
  earlier(place: Ranked, slack: number): Ranked
}

/** Creates the order of a listing. */
export function createRankOrder(descending: boolean): RankOrder {
  const sign = descending ? -1 : 1
  // Sorts before every id in this direction.
  const first = descending ? '~' : ''
  return {
    compare: (a, b) => sign * (a.value - b.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
    earlier: ({ value }, slack) => ({ value: value - sign * slack, id: first }),
  }
}

/** Leads in the order of their stored values. */
export interface RankSources {
  /** The position that all unread leads come after by their exact values: null when it is unknown, undefined when none is left. */
  bound(): Ranked | null | undefined
  /** Reads some more leads, from the source whose unread ones may come first. */
  read(): Promise<LeadRecord[]>
}

/** Where `createRankSources` reads, and from where on. */
export interface RankSourcesOptions {
  snapshot: Pick<Snapshot, 'listLeads'>
  listing: Omit<LeadListing, 'after' | 'limit' | 'changing'>
  after: Ranked | null
  /** Leads to read first from each source. */
  firstSize: number
}

/** One of the orders in which leads are read. */
interface Source {
  changing?: boolean
  /** Maximum difference between the stored value and the exact one. */
  slack: number
  /** The last lead read; null before the first. */
  place: Ranked | null
  ended: boolean
  /** Leads to read next. */
  size: number
}

/** Creates the sources of a listing: by score, leads that decay and leads that do not; else one for all. */
export function createRankSources({ snapshot, listing, after, firstSize }: RankSourcesOptions): RankSources {
  const { compare, earlier } = createRankOrder(listing.descending)
  const kinds =
    listing.by === 'score'
      ? [
          { changing: false, slack: 0 },
          { changing: true, slack: SLACK },
        ]
      : [{ slack: 0 }]
  const sources = kinds.map((kind): Source => {
    const place = after === null || kind.slack === 0 ? after : earlier(after, kind.slack)
    return { ...kind, place, ended: false, size: firstSize }
  })
  const boundOf = ({ place, slack }: Source) =>
    place === null || slack === 0 ? place : earlier(place, slack)
  const nextSource = (): Source | undefined => {
    const open = sources.filter(({ ended }) => !ended)
    return open.sort((a, b) => compareBounds(boundOf(a), boundOf(b), compare))[0]
  }
  return {
    bound() {
      const source = nextSource()
      return source && boundOf(source)
    },
    async read() {
      const source = nextSource()
      if (source === undefined) return []
      const { changing, place, size } = source
      const chunk = await snapshot.listLeads({
        ...listing,
        ...(changing !== undefined && { changing }),
        ...{ after: place, limit: size },
      })
      const end = chunk.at(-1)
      if (end !== undefined) source.place = { value: end[listing.by], id: end.id }
      source.ended = chunk.length < size
      source.size = Math.max(size, Math.min(size * GROWTH, LARGEST_CHUNK))
      return chunk
    },
  }
}

/** Comparator of bounds; a source that was not read yet comes first. */
function compareBounds(
  a: Ranked | null,
  b: Ranked | null,
  compare: (a: Ranked, b: Ranked) => number,
): number {
  return a === null || b === null ? Number(b === null) - Number(a === null) : compare(a, b)
}
