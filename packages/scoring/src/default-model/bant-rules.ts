import type { Rule } from '../model/rule.ts'

/**
 * Answers to the four questions of BANT, as numbers or as the options of a form say them. Words are looked for in whole;
 * what is neither here nor there is known, and worth nothing.
 */

const budgetRules: Rule[] = [
  {
    id: 'budget',
    label: 'Budget of 10,000 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 10_000 },
    points: 20,
    otherwise: -5,
  },
  {
    id: 'large-budget',
    label: 'Budget of 50,000 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 50_000 },
    points: 10,
  },
]

const authorityRules: Rule[] = [
  {
    id: 'decides',
    label: 'Decides on the purchase',
    dimension: 'authority',
    if: {
      all: [
        {
          trait: 'authority',
          hasWord: [
            'true',
            'yes',
            'decision maker',
            'decisionmaker',
            'decide',
            'i decide',
            'final decision',
            'final say',
            'budget owner',
            'budget holder',
            'entscheider',
            'entscheiderin',
          ],
        },
        { not: { trait: 'authority', hasWord: ['no', 'not', 'don t'] } },
      ],
    },
    points: 20,
  },
  {
    id: 'influences',
    label: 'Takes part in the decision',
    dimension: 'authority',
    if: {
      trait: 'authority',
      hasWord: [
        'influencer',
        'influence',
        'recommend',
        'recommender',
        'evaluate',
        'evaluator',
        'team',
        'champion',
      ],
    },
    points: 8,
  },
  {
    id: 'senior-title',
    label: 'Senior job title',
    dimension: 'authority',
    if: {
      trait: 'title',
      hasWord: [
        'ceo',
        'cto',
        'cfo',
        'coo',
        'cmo',
        'cio',
        'cro',
        'cpo',
        'chief',
        'founder',
        'cofounder',
        'owner',
        'proprietor',
        'president',
        'vp',
        'svp',
        'evp',
        'director',
        'head',
        'managing director',
        'geschäftsführer',
        'geschäftsführerin',
        'inhaber',
        'inhaberin',
        'leiter',
        'leiterin',
        'gerente',
        'directeur',
        'directrice',
        'diretor',
        'diretora',
      ],
    },
    points: 10,
  },
  {
    id: 'junior-title',
    label: 'Student, intern or trainee',
    dimension: 'authority',
    if: {
      trait: 'title',
      hasWord: ['student', 'intern', 'trainee', 'apprentice', 'praktikant', 'praktikantin', 'stagiaire'],
    },
    points: -15,
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
        ],
      },
    },
    points: 15,
    otherwise: -10,
  },
]

const timelineRules: Rule[] = [
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

/** Budget, authority, need and timeline. */
export const bantRules: Rule[] = [...budgetRules, ...authorityRules, ...needRules, ...timelineRules]
