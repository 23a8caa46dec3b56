import type { Json } from '@leadlight/protocol'
import { type ModelInput, modelSchema } from '@leadlight/scoring'

/** The time of the requests. */
export const noon = Date.parse('2026-11-21T12:00:00Z')
/** Milliseconds of a day. */
export const DAY = 86_400_000
const written: ModelInput = {
  name: 'small',
  version: 1,
  rules: [
    {
      id: 'pricing',
      label: 'Pricing',
      dimension: 'engagement',
      on: { event: 'page', where: { path: '/pricing' } },
      points: 10,
    },
    {
      id: 'careers',
      label: 'Careers',
      dimension: 'engagement',
      on: { event: 'page', where: { path: '/careers' } },
      points: 10,
    },
    { id: 'size', label: 'Size', dimension: 'fit', if: { trait: 'employees', gte: 50 }, points: 10 },
  ],
  thresholds: {
    grade: { fit: [20, 10, 5], engagement: [20, 10, 5] },
    stage: {
      mql: { score: 20 },
      sql: { score: 40 },
      customer: { if: { trait: 'plan', is: 'paid' } },
      disqualified: { if: { trait: 'spam', is: true } },
    },
  },
}
/** The model in force. */
export const model = modelSchema.parse(written)
/** A draft in which job offers count against a lead. */
export const draft: ModelInput = {
  ...written,
  name: 'draft',
  rules: written.rules.map((rule) =>
    rule.id === 'careers' ? { ...rule, points: -10 } : rule,
  ) as ModelInput['rules'],
}
/** The events of a lead some days ago: an identify with traits, and a page view each minute. */
export function lead(
  name: string,
  daysAgo: number,
  pages: string[],
  traits: Record<string, Json> = {},
): object[] {
  const at = (minute: number) => new Date(noon - daysAgo * DAY + minute * 60_000).toISOString()
  const identify = {
    type: 'identify',
    messageId: `${name}-i`,
    anonymousId: name,
    timestamp: at(0),
    traits: { email: `${name}@x.example`, ...traits },
  }
  const views = pages.map((path, index) => ({
    type: 'page',
    messageId: `${name}-${index}`,
    anonymousId: name,
    timestamp: at(index + 1),
    properties: { path },
  }))
  return [identify, ...views]
}
