import { type Estimate, wilson } from './wilson.ts'

/** A lead with a known outcome. */
export interface ClosedLead {
  score: number
  won: boolean
}

/** A tenth of the leads. */
export interface Decile {
  /** Number of leads; fractional when it is not a multiple of ten. */
  leads: number
  /** The share won, with Wilson's interval. */
  won: Estimate
  /** `won` divided by the share won among all leads. */
  lift: number
}

const TENTHS = 10

/**
 * The share of won leads in each tenth, highest scores first. Leads of equal score are spread evenly over the tenths that
 * they fall into. Empty for fewer than ten leads, or when none was won.
 */
export function liftByDecile(leads: readonly ClosedLead[]): Decile[] {
  const total = leads.filter(({ won }) => won).length
  if (leads.length < TENTHS || total === 0) return []
  const sorted = leads.toSorted((a, b) => b.score - a.score)
  const hits = new Array<number>(TENTHS).fill(0)
  const size = leads.length / TENTHS
  for (let start = 0; start < sorted.length; ) {
    let end = start
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end++
    const share = sorted.slice(start, end).filter(({ won }) => won).length / (end - start)
    for (let tenth = Math.floor(start / size); tenth < TENTHS && tenth * size < end; tenth++) {
      const overlap = Math.min(end, (tenth + 1) * size) - Math.max(start, tenth * size)
      hits[tenth] = (hits[tenth] ?? 0) + share * Math.max(0, overlap)
    }
    start = end
  }
  return hits.flatMap((count) => {
    const won = wilson(Math.min(count, size), size)
    return won === null ? [] : [{ leads: size, won, lift: won.value / (total / leads.length) }]
  })
}
