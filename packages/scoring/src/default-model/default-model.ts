import type { Model } from '../model/model.ts'
import { bantRules } from './bant-rules.ts'
import { engagementRules } from './engagement-rules.ts'
import { fitRules } from './fit-rules.ts'

/** A starting point: a model for a website that sells to companies. */
export const defaultModel: Model = {
  name: 'B2B website',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 365,
  rules: [...engagementRules, ...fitRules, ...bantRules],
  thresholds: {
    grade: { fit: [40, 20, 5], engagement: [50, 25, 8] },
    stage: {
      mql: { score: 40, engagement: 15 },
      sql: { score: 80, bantKnown: 3 },
      customer: { if: { trait: 'customer', is: true } },
      disqualified: { if: { trait: 'disqualified', is: true } },
    },
  },
}
