import { type Lead, stageSchema } from '@leadlight/protocol'
import { compileWhere, type ValueTest, type Where } from '@leadlight/scoring'
import type { LeadListing } from '../storage/port.ts'
import { fieldsOf } from './segment-fields.ts'

/** A compiled condition of a segment. */
export interface CompiledSegment {
  /** Whether a lead is in the segment at a time, in milliseconds since 1970. */
  has(lead: Lead, at: number): boolean
  /** A filter that all leads of the segment pass, for which a store can use its indexes. */
  filter: Pick<LeadListing, 'stage' | 'grade'>
}

/** Compiles the condition of a segment. */
export function compileSegment(where: Where): CompiledSegment {
  const matches = compileWhere(where)
  return { has: (lead, at) => matches(fieldsOf(lead, at)), filter: filterIn(where) }
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
