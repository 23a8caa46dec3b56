import type { Model } from './model/model.ts'

/** A model for a website that sells to companies. */
export const defaultModel: Model = {
  name: 'B2B website',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 365,
  rules: [
    {
      id: 'pricing',
      label: 'Viewed pricing',
      dimension: 'engagement',
      on: { event: 'page', where: { path: { startsWith: '/pricing' } } },
      points: 10,
      limit: { count: 1, per: 'day' },
      cap: 30,
      halfLifeDays: 14,
    },
  ],
  thresholds: {
    grade: { fit: [30, 15, 5], engagement: [60, 30, 10] },
    stage: { mql: { score: 50 }, sql: { score: 80, bantKnown: 3 } },
  },
}
