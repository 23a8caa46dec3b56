import type { ModelTest } from '../model/model-test.ts'

const listings = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ event: 'page', properties: { path: `/listing/${index}` } }))

/** Tests of the model for real estate. */
export const realEstateTests: ModelTest[] = [
  {
    name: 'One listing is a beginning',
    events: listings(1),
    expect: { score: 2.5, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'Five listings are a search',
    events: listings(5),
    expect: {
      score: 22.5,
      contributions: { listing: 10, 'page-view': 2.5, 'searches-hard': 10 },
      grade: 'D3',
    },
  },
  {
    name: 'A buyer with an agreed loan who asks for a viewing is for sales',
    events: [{ event: 'Form Submitted', properties: { form_id: 'viewing' } }],
    traits: {
      budget: '€350k',
      financing: 'With a loan that is agreed',
      authority: 'My partner and I',
      need: 'Buy',
      timeline: 'Within 3 months',
      phone: '98',
    },
    expect: { score: 120, engagement: 40, fit: 80, grade: 'A2', stage: 'sql' },
  },
  {
    name: 'A loan still to be agreed counts for less',
    traits: { financing: 'With a loan to be agreed' },
    expect: { score: 5, contributions: { 'loan-agreed': 5 } },
  },
  {
    name: 'A viewing of two weeks ago is worth half',
    events: [{ event: 'Form Submitted', properties: { form_id: 'viewing' }, daysAgo: 14 }],
    expect: { score: 20, contributions: { viewing: 20 }, stage: 'lead' },
  },
  {
    name: 'Other agents are no buyers',
    events: listings(1),
    traits: { authority: 'I am an agent' },
    expect: { score: -17.5, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'Pages are worth 30 points at most',
    events: [
      ...listings(8),
      ...[0, 1, 2].map((index) => ({
        event: 'Page Engaged',
        properties: { path: `/listing/${index}`, page_view_id: `view ${index}`, engaged_ms: 130_000 },
      })),
    ],
    expect: { contributions: { listing: 16, 'long-look': 15, 'page-view': 4, pages: -5 }, engagement: 40 },
  },
]
