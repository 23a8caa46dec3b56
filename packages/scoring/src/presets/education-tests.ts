import type { ModelTest } from '../model/model-test.ts'

const course = { event: 'page', properties: { path: '/courses/nursing' } }

/** Tests of the model for education. */
export const educationTests: ModelTest[] = [
  {
    name: 'One course page is a beginning',
    events: [course],
    expect: { score: 3.5, contributions: { course: 3, 'page-view': 0.5 }, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'Coming back to a course on three days shows that it is meant',
    events: [10, 5, 0].map((daysAgo) => ({ ...course, daysAgo })),
    expect: { contributions: { 'same-course': 10 } },
  },
  {
    name: 'Three looks on one day do not',
    events: [0.2, 0.1, 0].map((daysAgo) => ({ ...course, daysAgo })),
    expect: { contributions: { 'same-course': 0 }, score: 4.48 },
  },
  {
    name: 'An open day and answers make a lead for the advisers',
    events: [{ event: 'Form Submitted', properties: { form_id: 'open-day' } }],
    traits: {
      budget: 'From savings or family',
      authority: 'I decide',
      need: 'A degree',
      timeline: 'Next intake',
      phone: '98',
    },
    expect: { score: 90, engagement: 25, fit: 65, grade: 'A2', stage: 'sql' },
  },
  {
    name: 'An application counts once, and fades slowly',
    events: [90, 89].map((daysAgo) => ({ event: 'Application Submitted', daysAgo })),
    expect: { contributions: { application: 20 }, score: 20, stage: 'lead' },
  },
  {
    name: 'Who depends on a scholarship and comes next year can wait',
    events: [{ event: 'Form Submitted', properties: { form_id: 'contact' } }],
    traits: { budget: 'Only with a scholarship', timeline: 'Next year' },
    expect: { score: 20, fit: 0, stage: 'lead', grade: 'D3' },
  },
  {
    name: 'Applicants for jobs at the school are none',
    events: [{ event: 'page', properties: { path: '/jobs/teacher' } }],
    expect: { score: -9.5, stage: 'lead' },
  },
]
