import type { ModelTest } from '../model/model-test.ts'

/** Tests of the model for agencies. */
export const agencyTests: ModelTest[] = [
  {
    name: 'Who only looks around is cold',
    events: [{ event: 'page', properties: { path: '/' } }],
    expect: { score: 0.5, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'A brief from an owner with a budget is for sales',
    events: [{ event: 'Form Submitted', properties: { form_id: 'project-brief' } }],
    traits: {
      budget: '20,000 or more',
      authority: 'I decide',
      need: 'A new website',
      timeline: 'Within a month',
      phone: '+91 98',
    },
    expect: { score: 120, engagement: 40, fit: 80, grade: 'A1', stage: 'sql' },
  },
  {
    name: 'A budget below a project counts against them',
    events: [{ event: 'Form Submitted', properties: { form_id: 'project-brief' } }],
    traits: { budget: 'Under 5,000' },
    expect: { score: 25, contributions: { 'project-budget': -15 }, stage: 'lead' },
  },
  {
    name: 'Looking at everything is worth 30 points at most',
    events: [
      ...['/work/a', '/work/b', '/work/c', '/work/d', '/services'].map((path) => ({
        event: 'page',
        properties: { path },
      })),
      { event: 'Page Engaged', properties: { path: '/work/a', page_view_id: 'a', engaged_ms: 360_000 } },
    ],
    expect: { engagement: 30, contributions: { work: 16, services: 6, 'work-time': 12, pages: -6.5 } },
  },
  {
    name: 'Three visits within a week count, as long as the week lasts',
    events: [6.9, 3, 0].map((daysAgo) => ({ event: 'Visit Started', properties: { number: 1 }, daysAgo })),
    expect: { contributions: { often: 8 }, score: 8 },
  },
  {
    name: 'Two visits within a week and one before are not often',
    events: [7, 3, 0].map((daysAgo) => ({ event: 'Visit Started', properties: { number: 1 }, daysAgo })),
    expect: { contributions: { often: 0 }, score: 0 },
  },
  {
    name: 'Who wants to sell to us is no lead',
    events: [{ event: 'Form Submitted', properties: { form_id: 'contact' } }],
    traits: { title: 'SEO outreach' },
    expect: { score: -5, grade: 'D2', stage: 'lead' },
  },
]
