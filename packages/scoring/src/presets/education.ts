import { formsAbout } from '../default-model/forms-about.ts'
import type { Model } from '../model/model.ts'
import type { Rule } from '../model/rule.ts'
import { anySiteRules, endStages, phoneRule } from './any-site.ts'
import { educationTests } from './education-tests.ts'

const dimension = 'engagement'

const siteRules: Rule[] = [
  {
    id: 'course',
    label: 'Looked at courses',
    dimension,
    group: 'pages',
    on: { event: 'page', where: { path: { contains: ['/course', '/program', '/degree', '/studies'] } } },
    points: 3,
    limit: { count: 1, per: 'page' },
    cap: 15,
    halfLifeDays: 30,
  },
  {
    id: 'same-course',
    label: 'Came back to courses on three days within two weeks',
    dimension,
    on: { event: 'page', where: { path: { contains: ['/course', '/program', '/degree', '/studies'] } } },
    count: { gte: 3, withinDays: 14, distinct: 'day' },
    points: 10,
  },
  {
    id: 'fees',
    label: 'Looked at fees or scholarships',
    dimension,
    group: 'pages',
    on: { event: 'page', where: { path: { contains: ['/fees', '/tuition', '/scholarship', '/financ'] } } },
    points: 8,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 30,
  },
  {
    id: 'admission',
    label: 'Looked at how to apply',
    dimension,
    group: 'pages',
    on: { event: 'page', where: { path: { contains: ['/admission', '/apply', '/entry-requirements'] } } },
    points: 8,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 30,
  },
  {
    id: 'brochure',
    label: 'Downloaded a brochure or syllabus',
    dimension,
    on: { event: 'Link Clicked', where: { kind: 'download' } },
    points: 8,
    limit: { count: 1, per: 'day' },
    cap: 16,
    halfLifeDays: 45,
  },
  {
    id: 'open-day',
    label: 'Signed up for an open day, a webinar or a trial lesson',
    dimension,
    on: { event: 'Form Submitted', where: formsAbout('open-day', 'open day', 'webinar', 'trial', 'visit') },
    points: 25,
    limit: { count: 1, per: 'day' },
    cap: 40,
    halfLifeDays: 45,
  },
  {
    id: 'enquiry',
    label: 'Asked for advice',
    dimension,
    on: { event: 'Form Submitted', where: formsAbout('contact', 'enquiry', 'inquiry', 'advice', 'counsel') },
    points: 20,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 45,
  },
  {
    id: 'application-started',
    label: 'Began an application',
    dimension,
    on: { event: 'Application Started' },
    points: 30,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 45,
  },
  {
    id: 'application',
    label: 'Sent an application',
    dimension,
    on: { event: 'Application Submitted' },
    points: 40,
    limit: { count: 1, per: 'ever' },
    halfLifeDays: 90,
  },
]

const traitRules: Rule[] = [
  phoneRule,
  {
    id: 'funding',
    label: 'Knows how the fees will be paid',
    dimension: 'budget',
    if: { trait: 'budget', hasWord: ['savings', 'family', 'employer', 'loan', 'sponsor'] },
    points: 15,
  },
  {
    id: 'needs-scholarship',
    label: 'Depends on a scholarship',
    dimension: 'budget',
    if: { trait: 'budget', hasWord: ['scholarship'] },
    points: 5,
  },
  {
    id: 'decides',
    label: 'Decides alone, or with those who do',
    dimension: 'authority',
    if: { trait: 'authority', hasWord: ['i decide', 'my family and i', 'parent'] },
    points: 10,
    otherwise: 3,
  },
  {
    id: 'aim',
    label: 'Has an aim that a course serves',
    dimension: 'need',
    if: { trait: 'need', hasWord: ['degree', 'new job', 'promotion', 'certificate', 'exam'] },
    points: 15,
    otherwise: 0,
  },
  {
    id: 'next-intake',
    label: 'Wants to start with the next intake',
    dimension: 'timeline',
    if: { trait: 'timeline', hasWord: ['next intake', 'this year', 'now'] },
    points: 20,
  },
  {
    id: 'later',
    label: 'Wants to start in a year or later',
    dimension: 'timeline',
    if: { trait: 'timeline', hasWord: ['next year', 'later', 'not sure'] },
    points: -5,
  },
]

/** Model for schools, colleges and course providers, whose leads decide over months. */
export const education: Model = {
  name: 'Education',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 730,
  rules: [...anySiteRules, ...siteRules, ...traitRules],
  groups: [{ id: 'pages', label: 'Pages', cap: 35 }],
  thresholds: {
    grade: { fit: [40, 20, 5], engagement: [50, 25, 8] },
    stage: {
      mql: { score: 30, engagement: 15 },
      sql: { score: 60, engagement: 25, bantKnown: 2 },
      ...endStages,
    },
  },
  questions: {
    budget: {
      ask: 'How will the fees be paid?',
      options: ['From savings or family', 'By my employer', 'With a loan', 'Only with a scholarship'],
    },
    authority: { ask: 'Who decides?', options: ['I decide', 'My family and I', 'My employer'] },
    need: {
      ask: 'What is your aim?',
      options: ['A degree', 'A new job', 'A promotion', 'A certificate', 'To learn for myself'],
    },
    timeline: { ask: 'When do you want to start?', options: ['Next intake', 'Next year', 'Not sure yet'] },
  },
  tests: educationTests,
}
