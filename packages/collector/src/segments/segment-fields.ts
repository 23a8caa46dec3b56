import { sourceSchema } from '@leadlight/protocol'
import { closestName, namesIn, type Where } from '@leadlight/scoring'
import type { LeadWithoutStanding } from '../leads/read/present-lead.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

const ofStanding = ['score', 'engagement', 'fit', 'grade', 'stage'] as const
const own = [...ofStanding, 'owner', 'email', 'userId'] as const
const days = ['daysSinceFirstSeen', 'daysSinceLastSeen'] as const
const bant = ['budget', 'authority', 'need', 'timeline'].flatMap((question) =>
  ['known', 'points', 'value'].map((part) => `bant.${question}.${part}`),
)
const { at: _, clickId: __, ...sourceParts } = sourceSchema.shape
const sources = ['firstSource', 'lastSource'].flatMap((source) =>
  [...Object.keys(sourceParts), 'clickId.name'].map((part) => `${source}.${part}`),
)

/** The fields that conditions of segments can test, in addition to traits as `traits.<name>`. */
export const segmentFields: readonly string[] = [...own, ...days, ...bant, ...sources]

/** The fields of a lead that conditions of segments test, at a time in milliseconds since 1970. */
export function fieldsOf(lead: LeadWithoutStanding, at: number): Record<string, unknown> {
  const since = (time: string) => (at - Date.parse(time)) / DAY_MS
  return { ...lead, daysSinceFirstSeen: since(lead.firstSeen), daysSinceLastSeen: since(lead.lastSeen) }
}

/** Whether a field is part of the standing, so that it takes scoring to know it. */
export function isOfStanding(field: string): boolean {
  return [...ofStanding, 'bant'].some((part) => field === part || field.startsWith(`${part}.`))
}

/** The errors in a condition: a sentence for each unknown field. */
export function unknownFields(where: Where): string[] {
  const unknown = namesIn(where).filter(
    (name) => !segmentFields.includes(name) && !/^(?:traits|bant\.[a-z]+\.value)\../.test(name),
  )
  return [...new Set(unknown)].map((name) => {
    const meant = closestName(name, segmentFields)
    const advice =
      meant === undefined ? `use ${own.join(', ')}, …, or traits.<name>` : `did you mean "${meant}"?`
    return `There is no field "${name}": ${advice}`
  })
}
