import { defaultModel } from '../default-model/default-model.ts'
import type { Model } from '../model/model.ts'
import type { ModelTest } from '../model/model-test.ts'
import { startQuestion } from './any-site.ts'

const buyer = {
  email: 'ana@dairy.example',
  company: 'Dairy',
  title: 'Head of Operations',
  budget: '10,000 to 49,999',
  authority: 'I decide',
  need: 'Replace a tool',
  timeline: 'Within a month',
}

const tests: ModelTest[] = [
  {
    name: 'Who only looks around is cold',
    events: [
      { event: 'Visit Started', properties: { number: 1 } },
      { event: 'page', properties: { path: '/' } },
    ],
    expect: { score: 0.5, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'Who looks at prices on two days and asks for a demo is warm',
    events: [
      { event: 'page', properties: { path: '/pricing' }, daysAgo: 14 },
      { event: 'page', properties: { path: '/pricing' } },
      { event: 'Form Submitted', properties: { form_id: 'demo' } },
    ],
    expect: { contributions: { pricing: 15, demo: 35 }, grade: 'D1', stage: 'mql' },
  },
  {
    name: 'A buyer who answers the questions is for sales',
    events: [{ event: 'Form Submitted', properties: { form_id: 'demo' } }],
    traits: buyer,
    expect: { score: 135, engagement: 35, fit: 100, grade: 'A2', stage: 'sql' },
  },
  {
    name: 'After two months of silence a quarter of it is left, while what they said stays',
    events: [{ event: 'Form Submitted', properties: { form_id: 'demo' }, daysAgo: 60 }],
    traits: buyer,
    expect: { contributions: { demo: 8.75 }, grade: 'A3', stage: 'sql' },
  },
  {
    name: 'A student with free mail is no buyer',
    events: [{ event: 'page', properties: { path: '/careers' } }],
    traits: { email: 'a@gmail.com', title: 'Student', timeline: 'Just looking' },
    expect: { score: -44.5, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'Customers are out of the way',
    events: [{ event: 'Form Submitted', properties: { form_id: 'demo' } }],
    traits: { customer: true },
    expect: { stage: 'customer' },
  },
]

/** Model for software sold to companies: the default model with questions and tests. */
export const b2bSaas: Model = {
  ...defaultModel,
  name: 'B2B SaaS',
  questions: {
    budget: {
      ask: 'What budget do you have for the first year?',
      options: ['Under 10,000', '10,000 to 49,999', '50,000 or more'],
    },
    authority: {
      ask: 'Who decides on the purchase?',
      options: ['I decide', 'I recommend, somebody else decides', 'Somebody else'],
    },
    need: { ask: 'What do you need it for?', options: ['Replace a tool', 'Something new', 'Just looking'] },
    timeline: startQuestion,
  },
  tests,
}
