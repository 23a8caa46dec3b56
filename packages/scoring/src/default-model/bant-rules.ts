import type { Rule } from '../model/rule.ts'
import { authorityRules } from './authority-rules.ts'

/**
 * Rules on the answers to the four BANT questions, given as numbers or as a form's options put them. Only whole words match;
 * an answer that matches no rule counts as known and gives no points.
 */

const budgetRules: Rule[] = [
  {
    id: 'budget',
    label: 'Budget of 10,000 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 10_000 },
    points: 20,
    otherwise: -5,
    otherwiseLabel: 'Budget below 10,000',
  },
  {
    id: 'large-budget',
    label: 'Budget of 50,000 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 50_000 },
    points: 10,
  },
]

const needRules: Rule[] = [
  {
    id: 'need',
    label: 'Has a need',
    dimension: 'need',
    if: {
      not: {
        trait: 'need',
        in: [
          'no',
          'none',
          'nothing',
          false,
          'just looking',
          'just browsing',
          'not now',
          'not sure',
          'no need',
          'curious',
        ],
      },
    },
    points: 15,
    otherwise: -10,
  },
]

/** Rules on when a lead wants to start. */
export const timelineRules: Rule[] = [
  {
    id: 'timeline-now',
    label: 'Wants to start within a month',
    dimension: 'timeline',
    if: {
      all: [
        {
          any: [
            { trait: 'timeline', in: [0, 1] },
            {
              trait: 'timeline',
              hasWord: [
                'now',
                'today',
                'asap',
                'as soon as possible',
                'immediate',
                'immediately',
                'urgent',
                'right away',
                'this week',
                'next week',
                'this month',
                'within a month',
                '1 month',
                'one month',
                '30 days',
                'sofort',
                'diesen monat',
                'este mes',
                'ce mois',
                'este mês',
                'अभी',
                'इस महीने',
                'এখনই',
                'এই মাসে',
              ],
            },
          ],
        },
        { not: { trait: 'timeline', hasWord: ['not', 'no'] } },
      ],
    },
    points: 20,
  },
  {
    id: 'timeline-soon',
    label: 'Wants to start within a quarter',
    dimension: 'timeline',
    if: {
      any: [
        { trait: 'timeline', in: [2, 3] },
        {
          trait: 'timeline',
          hasWord: [
            'next month',
            'quarter',
            '2 months',
            '3 months',
            'three months',
            '60 days',
            '90 days',
            'quartal',
          ],
        },
      ],
    },
    points: 10,
  },
  {
    id: 'timeline-later',
    label: 'Wants to start much later, or not at all',
    dimension: 'timeline',
    if: {
      any: [
        { trait: 'timeline', in: [12, 18, 24] },
        {
          trait: 'timeline',
          hasWord: [
            '12 months',
            'next year',
            'later',
            'someday',
            'no plan',
            'no plans',
            'not planned',
            'just looking',
            'just browsing',
            'just researching',
          ],
        },
      ],
    },
    points: -10,
  },
]

/** Rules on budget, authority, need and timeline. */
export const bantRules: Rule[] = [...budgetRules, ...authorityRules, ...needRules, ...timelineRules]
