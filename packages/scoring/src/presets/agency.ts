import { timelineRules } from '../default-model/bant-rules.ts'
import { formsAbout } from '../default-model/forms-about.ts'
import type { Model } from '../model/model.ts'
import type { Rule } from '../model/rule.ts'
import { agencyTests } from './agency-tests.ts'
import { anySiteRules, endStages, phoneRule, startQuestion } from './any-site.ts'

const dimension = 'engagement'

const siteRules: Rule[] = [
  {
    id: 'work',
    label: 'Looked at finished work',
    dimension,
    group: 'pages',
    on: { event: 'page', where: { path: { contains: ['/work', '/portfolio', '/case-stud', '/projects'] } } },
    points: 4,
    limit: { count: 1, per: 'page' },
    cap: 16,
    halfLifeDays: 21,
  },
  {
    id: 'services',
    label: 'Looked at services or prices',
    dimension,
    group: 'pages',
    on: { event: 'page', where: { path: { contains: ['/service', '/pricing', '/packages', '/rates'] } } },
    points: 6,
    limit: { count: 1, per: 'day' },
    cap: 18,
    halfLifeDays: 21,
  },
  {
    id: 'work-time',
    label: 'Spent time on finished work',
    dimension,
    group: 'pages',
    on: { event: 'Page Engaged', where: { path: { contains: ['/work', '/portfolio', '/case-stud'] } } },
    points: { each: 2, per: { property: 'engaged_ms', amount: 60_000 } },
    cap: 12,
    halfLifeDays: 21,
  },
  {
    id: 'brief',
    label: 'Sent a brief or asked for a proposal',
    dimension,
    on: { event: 'Form Submitted', where: formsAbout('brief', 'proposal', 'quote', 'project', 'angebot') },
    points: 40,
    limit: { count: 1, per: 'day' },
    cap: 50,
    halfLifeDays: 30,
  },
  {
    id: 'contact',
    label: 'Sent a contact form',
    dimension,
    on: {
      event: 'Form Submitted',
      where: {
        all: [formsAbout('contact', 'enquiry', 'inquiry')],
        not: formsAbout('brief', 'proposal', 'quote'),
      },
    },
    points: 20,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 30,
  },
  {
    id: 'call',
    label: 'Booked a call',
    dimension,
    on: { event: 'Call Booked' },
    points: 40,
    limit: { count: 1, per: 'day' },
    cap: 50,
    halfLifeDays: 30,
  },
]

const traitRules: Rule[] = [
  phoneRule,
  {
    id: 'website',
    label: 'Has a website',
    dimension: 'fit',
    if: { trait: 'website', exists: true },
    points: 5,
  },
  {
    id: 'seller',
    label: 'Sells services like ours',
    dimension: 'fit',
    if: { trait: 'title', hasWord: ['freelancer', 'seo', 'link building', 'outreach', 'recruiter'] },
    points: -25,
  },
  {
    id: 'project-budget',
    label: 'Budget pays for a project',
    dimension: 'budget',
    if: { trait: 'budget', gte: 5_000 },
    points: 15,
    otherwise: -15,
  },
  {
    id: 'large-project',
    label: 'Budget of 20,000 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 20_000 },
    points: 10,
  },
  {
    id: 'decides',
    label: 'Decides alone or with others',
    dimension: 'authority',
    if: { trait: 'authority', hasWord: ['owner', 'founder', 'i decide', 'we decide', 'decision maker'] },
    points: 15,
  },
  {
    id: 'project-kind',
    label: 'Needs what we do',
    dimension: 'need',
    if: { trait: 'need', hasWord: ['website', 'shop', 'campaign', 'brand', 'app', 'support'] },
    points: 15,
    otherwise: -5,
  },
  ...timelineRules,
]

/** Model for agencies, studios and consultants, who sell projects. */
export const agency: Model = {
  name: 'Agency and services',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 365,
  rules: [...anySiteRules, ...siteRules, ...traitRules],
  groups: [{ id: 'pages', label: 'Pages', cap: 30 }],
  thresholds: {
    grade: { fit: [40, 20, 5], engagement: [40, 20, 8] },
    stage: {
      mql: { score: 35, engagement: 15 },
      sql: { score: 70, engagement: 20, bantKnown: 2 },
      ...endStages,
    },
  },
  questions: {
    budget: {
      ask: 'What is your budget for the project?',
      options: ['Under 5,000', '5,000 to 19,999', '20,000 or more'],
    },
    authority: { ask: 'Who decides?', options: ['I decide', 'We decide together', 'Somebody else'] },
    need: {
      ask: 'What do you need?',
      options: ['A new website', 'A shop', 'A campaign', 'A brand', 'Something else'],
    },
    timeline: startQuestion,
  },
  tests: agencyTests,
}
