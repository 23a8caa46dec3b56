import { formsAbout } from '../default-model/forms-about.ts'
import type { Model } from '../model/model.ts'
import type { Rule } from '../model/rule.ts'
import { anySiteRules, endStages, phoneRule } from './any-site.ts'
import { realEstateTests } from './real-estate-tests.ts'

const dimension = 'engagement'

const listing = { path: { contains: ['/listing', '/propert', '/homes', '/apartments', '/flats'] } }

const siteRules: Rule[] = [
  {
    id: 'listing',
    label: 'Looked at listings',
    dimension,
    group: 'pages',
    on: { event: 'page', where: listing },
    points: 2,
    limit: { count: 1, per: 'page' },
    cap: 16,
    halfLifeDays: 14,
  },
  {
    id: 'long-look',
    label: 'Looked at a listing for two minutes or longer',
    dimension,
    group: 'pages',
    on: { event: 'Page Engaged', where: { all: [listing], engaged_ms: { gte: 120_000 } } },
    points: 5,
    limit: { count: 1, per: 'page' },
    cap: 15,
    halfLifeDays: 14,
  },
  {
    id: 'searches-hard',
    label: 'Five listings within three days',
    dimension,
    on: { event: 'page', where: listing },
    count: { gte: 5, withinDays: 3, distinct: 'page' },
    points: 10,
  },
  {
    id: 'floor-plan',
    label: 'Downloaded a floor plan or brochure',
    dimension,
    on: { event: 'Link Clicked', where: { kind: 'download' } },
    points: 8,
    limit: { count: 2, per: 'day' },
    cap: 16,
    halfLifeDays: 21,
  },
  {
    id: 'mortgage',
    label: 'Worked out a mortgage',
    dimension,
    on: { event: 'page', where: { path: { contains: ['/mortgage', '/calculator', '/emi', '/loan'] } } },
    points: 8,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 21,
  },
  {
    id: 'saved',
    label: 'Saved a search or a listing',
    dimension,
    on: { event: 'Listing Saved' },
    points: 6,
    limit: { count: 2, per: 'day' },
    cap: 18,
    halfLifeDays: 30,
  },
  {
    id: 'viewing',
    label: 'Asked for a viewing or a valuation',
    dimension,
    on: { event: 'Form Submitted', where: formsAbout('viewing', 'visit', 'tour', 'valuation', 'appraisal') },
    points: 40,
    limit: { count: 1, per: 'day' },
    cap: 50,
    halfLifeDays: 14,
  },
  {
    id: 'enquiry',
    label: 'Asked about a listing',
    dimension,
    on: { event: 'Form Submitted', where: formsAbout('contact', 'enquiry', 'inquiry') },
    points: 25,
    limit: { count: 1, per: 'day' },
    cap: 35,
    halfLifeDays: 14,
  },
]

const traitRules: Rule[] = [
  phoneRule,
  {
    id: 'budget-known',
    label: 'Says what it may cost',
    dimension: 'budget',
    if: { trait: 'budget', gte: 0 },
    points: 10,
  },
  {
    id: 'loan-agreed',
    label: 'Has the money, or a loan that is agreed',
    dimension: 'budget',
    if: { trait: 'financing', hasWord: ['cash', 'is agreed', 'approved'] },
    points: 20,
    otherwise: 5,
  },
  {
    id: 'decides',
    label: 'Decides alone or as a couple',
    dimension: 'authority',
    if: { trait: 'authority', hasWord: ['i decide', 'partner', 'couple', 'family'] },
    points: 10,
  },
  {
    id: 'other-agent',
    label: 'Is an agent',
    dimension: 'authority',
    if: { trait: 'authority', hasWord: ['agent', 'broker'] },
    points: -20,
  },
  {
    id: 'need',
    label: 'Wants to buy, sell or let',
    dimension: 'need',
    if: { trait: 'need', hasWord: ['buy', 'sell', 'let', 'invest'] },
    points: 15,
    otherwise: 5,
  },
  {
    id: 'soon',
    label: 'Wants to move within three months',
    dimension: 'timeline',
    if: { trait: 'timeline', hasWord: ['now', 'this month', 'within a month', 'within 3 months'] },
    points: 20,
  },
  {
    id: 'later',
    label: 'Has time for a year',
    dimension: 'timeline',
    if: { trait: 'timeline', hasWord: ['next year', 'just looking'] },
    points: -10,
  },
]

/** Model for estate agents and developers. */
export const realEstate: Model = {
  name: 'Real estate',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 365,
  rules: [...anySiteRules, ...siteRules, ...traitRules],
  groups: [{ id: 'pages', label: 'Pages', cap: 30 }],
  thresholds: {
    grade: { fit: [50, 30, 10], engagement: [50, 25, 8] },
    stage: {
      mql: { score: 35, engagement: 15 },
      sql: { score: 75, engagement: 20, bantKnown: 3 },
      ...endStages,
    },
  },
  questions: {
    budget: { ask: 'What may it cost?' },
    financing: {
      ask: 'How will you pay?',
      options: ['In cash', 'With a loan that is agreed', 'With a loan to be agreed'],
    },
    authority: { ask: 'Who decides?', options: ['I decide', 'My partner and I', 'I am an agent'] },
    need: { ask: 'What do you want to do?', options: ['Buy', 'Sell', 'Rent', 'Let', 'Invest'] },
    timeline: {
      ask: 'When do you want to move?',
      options: ['Within a month', 'Within 3 months', 'This year', 'Just looking'],
    },
  },
  tests: realEstateTests,
}
