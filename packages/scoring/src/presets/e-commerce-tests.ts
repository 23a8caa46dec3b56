import type { ModelTest } from '../model/model-test.ts'

const visit = { event: 'Visit Started', properties: { number: 1 } }

/** Tests of the model for shops. */
export const eCommerceTests: ModelTest[] = [
  {
    name: 'A first look is cold',
    events: [visit, { event: 'Product Viewed', properties: { path: '/p/1' } }],
    expect: { score: 2, grade: 'D4', stage: 'lead' },
  },
  {
    name: 'A cart with a checkout begun is hot',
    events: [
      visit,
      ...[1, 2, 3].map((number) => ({ event: 'Product Viewed', properties: { path: `/p/${number}` } })),
      { event: 'Product Added' },
      { event: 'Checkout Started' },
    ],
    expect: { score: 44, contributions: { product: 6, compares: 6, cart: 12, checkout: 20 }, stage: 'mql' },
  },
  {
    name: 'A cart left for four days is worth half',
    events: [visit, { event: 'Product Added', daysAgo: 4 }],
    expect: { contributions: { cart: 6 }, score: 6, stage: 'lead' },
  },
  {
    name: 'An order counts by its value, to 60 points',
    events: [visit, { event: 'Order Completed', properties: { total: 120 } }],
    expect: { contributions: { order: 12 }, score: 12 },
  },
  {
    name: 'A large order is capped, and goods sent back count against it',
    events: [visit, { event: 'Order Completed', properties: { total: 2_000 } }, { event: 'Order Refunded' }],
    expect: { contributions: { order: 60, refund: -10 }, score: 50, grade: 'D1', stage: 'sql' },
  },
  {
    name: 'Who was not seen for a month loses points',
    events: [{ ...visit, daysAgo: 30 }],
    expect: { contributions: { lately: -10 }, score: -10, grade: 'D4' },
  },
  {
    name: 'Who buys for a company at once is a good fit',
    events: [visit],
    traits: {
      budget: '500 or more',
      authority: 'For my company',
      need: 'Something for work',
      timeline: 'This week',
    },
    expect: { score: 60, fit: 60, grade: 'A4', stage: 'lead' },
  },
]
