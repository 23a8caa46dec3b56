import { type Lead, stageSchema } from '@leadlight/protocol'
import { compileWhere, namesIn, type ValueTest, type Where } from '@leadlight/scoring'
import type { LeadWithoutStanding } from '../leads/read/present-lead.ts'
import type { LeadListing } from '../storage/port.ts'
import { fieldsOf, isOfStanding } from './segment-fields.ts'

/** A compiled condition of a segment. */
export interface CompiledSegment {
  /** Whether a lead is in the segment at a time, in milliseconds since 1970. */
  has(lead: Lead, at: number): boolean
  /** Like `has`, but without looking at the lead's standing: false only for leads that are not in the segment, whatever it is. */
  mayHave(lead: LeadWithoutStanding, at: number): boolean
  /** A filter that all leads of the segment pass, for which a store can use its indexes. */
  filter: Pick<LeadListing, 'stage' | 'grade'>
}

/** Compiles the condition of a segment. */
export function compileSegment(where: Where): CompiledSegment {
  const matches = compileWhere(where)
  const mayMatch = compileWhere(withoutStanding(where))
  return {
    has: (lead, at) => matches(fieldsOf(lead, at)),
    mayHave: (lead, at) => mayMatch(fieldsOf(lead, at)),
    filter: filterIn(where),
  }
}

/** A condition without those of its parts that test the standing; it holds wherever the whole does, since all parts must hold. */
function withoutStanding(where: Where): Where {
  const parts = Object.entries(where).flatMap(([name, test]): [string, Where[string]][] => {
    if (name === 'all' && Array.isArray(test)) return [[name, test.map(withoutStanding)]]
    return namesIn({ [name]: test }).some(isOfStanding) ? [] : [[name, test]]
  })
  return Object.fromEntries(parts)
}

/** The stage and grade that a condition requires, directly or in a part of `all`. */
function filterIn(where: Where): Pick<LeadListing, 'stage' | 'grade'> {
  const parts = [...(where.all ?? []).map(filterIn)]
  const stage = demanded(where.stage)?.toLowerCase()
  if (stageSchema.safeParse(stage).success && stage !== undefined) parts.push({ stage })
  const grade = demanded(where.grade)?.toUpperCase()
  if (grade !== undefined && /^[A-D][1-4]$/.test(grade)) parts.push({ grade })
  return Object.assign({}, ...parts)
}

/** The only text that passes a test; undefined when there may be others. */
function demanded(test: ValueTest | Where | Where[] | undefined): string | undefined {
  const { is } = typeof test === 'object' && !Array.isArray(test) ? test : { is: test }
  return typeof is === 'string' ? is.trim() : undefined
}
