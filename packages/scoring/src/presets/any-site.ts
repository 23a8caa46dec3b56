import type { Question } from '../model/question.ts'
import type { Rule } from '../model/rule.ts'

const dimension = 'engagement'

/** Rules for visitors of any site. Those on pages belong to the group `pages`, which each preset defines. */
export const anySiteRules: Rule[] = [
  {
    id: 'page-view',
    label: 'Viewed pages',
    dimension,
    group: 'pages',
    on: { event: 'page' },
    points: 0.5,
    limit: { count: 10, per: 'day' },
    cap: 8,
    halfLifeDays: 14,
  },
  {
    id: 'return-visit',
    label: 'Came back',
    dimension,
    on: { event: 'Visit Started', where: { number: { gte: 2 } } },
    points: 4,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 21,
  },
  {
    id: 'often',
    label: 'Three visits within a week',
    dimension,
    on: { event: 'Visit Started' },
    count: { gte: 3, withinDays: 7 },
    points: 8,
  },
  {
    id: 'contact-link',
    label: 'Clicked the phone number or e-mail address',
    dimension,
    on: { event: 'Link Clicked', where: { kind: { in: ['tel', 'mailto'] } } },
    points: 8,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 21,
  },
  {
    id: 'job-offers',
    label: 'Looked at job offers',
    dimension,
    on: { event: 'page', where: { path: { contains: ['/career', '/jobs', '/vacanc', '/karriere'] } } },
    points: -10,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 60,
  },
  {
    id: 'unsubscribed',
    label: 'Unsubscribed',
    dimension,
    on: { event: 'Unsubscribed' },
    points: -25,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 180,
  },
]

/** For businesses whose salespeople call. */
export const phoneRule: Rule = {
  id: 'phone',
  label: 'Gave a phone number',
  dimension: 'fit',
  if: { trait: 'phone', exists: true },
  points: 5,
}

/** Asks for the timeline, with options that the timeline rules match. */
export const startQuestion: Question = {
  ask: 'When do you want to start?',
  options: ['Within a month', 'Within 3 months', 'Next year', 'Just looking'],
}

/** The stages `customer` and `disqualified`, by traits that a salesperson or another system sets. */
export const endStages = {
  customer: { if: { trait: 'customer', is: true } },
  disqualified: { if: { trait: 'disqualified', is: true } },
}
