import type { Model } from '../model/model.ts'
import type { Rule } from '../model/rule.ts'
import { anySiteRules, endStages } from './any-site.ts'
import { eCommerceTests } from './e-commerce-tests.ts'

const dimension = 'engagement'

/** Rules on Segment's e-commerce events: https://segment.com/docs/connections/spec/ecommerce/v2/ */
const shopRules: Rule[] = [
  {
    id: 'product',
    label: 'Looked at products',
    dimension,
    group: 'pages',
    on: { event: 'Product Viewed' },
    points: 2,
    limit: { count: 5, per: 'day' },
    cap: 14,
    halfLifeDays: 5,
  },
  {
    id: 'compares',
    label: 'Looked at three product pages within two days',
    dimension,
    on: { event: 'Product Viewed' },
    count: { gte: 3, withinDays: 2, distinct: 'page' },
    points: 6,
  },
  {
    id: 'search',
    label: 'Searched for products',
    dimension,
    on: { event: 'Products Searched' },
    points: 2,
    limit: { count: 2, per: 'day' },
    cap: 6,
    halfLifeDays: 5,
  },
  {
    id: 'wish',
    label: 'Put a product on the wish list',
    dimension,
    on: { event: 'Product Added to Wishlist' },
    points: 6,
    limit: { count: 2, per: 'day' },
    cap: 12,
    halfLifeDays: 14,
  },
  {
    id: 'cart',
    label: 'Put a product into the cart',
    dimension,
    on: { event: 'Product Added' },
    points: 12,
    limit: { count: 1, per: 'day' },
    cap: 24,
    halfLifeDays: 4,
  },
  {
    id: 'checkout',
    label: 'Began to check out',
    dimension,
    on: { event: 'Checkout Started' },
    points: 20,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 3,
  },
  {
    id: 'order',
    label: 'Ordered, by the order’s value',
    dimension,
    on: { event: 'Order Completed' },
    points: { each: 5, per: { property: 'total', amount: 50 } },
    cap: 60,
    halfLifeDays: 90,
  },
  {
    id: 'refund',
    label: 'Sent goods back',
    dimension,
    on: { event: 'Order Refunded' },
    points: -10,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 120,
  },
  {
    id: 'lately',
    label: 'Was not seen for a month',
    dimension,
    on: { event: 'Visit Started' },
    count: { gte: 1, withinDays: 30 },
    points: 0,
    otherwise: -10,
  },
]

const traitRules: Rule[] = [
  {
    id: 'budget',
    label: 'Wants to spend 100 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 100 },
    points: 10,
    otherwise: 2,
  },
  {
    id: 'large-budget',
    label: 'Wants to spend 500 or more',
    dimension: 'budget',
    if: { trait: 'budget', gte: 500 },
    points: 10,
  },
  {
    id: 'buys-for-company',
    label: 'Buys for a company',
    dimension: 'authority',
    if: { trait: 'authority', hasWord: ['company', 'business', 'team', 'school'] },
    points: 15,
    otherwise: 5,
  },
  {
    id: 'need',
    label: 'Knows what to buy',
    dimension: 'need',
    if: { trait: 'need', hasWord: ['gift', 'replacement', 'project', 'for work'] },
    points: 10,
  },
  {
    id: 'soon',
    label: 'Needs it within a month',
    dimension: 'timeline',
    if: { trait: 'timeline', hasWord: ['today', 'this week', 'this month'] },
    points: 15,
  },
]

/** Model for shops: views decay within days, purchases within months. */
export const eCommerce: Model = {
  name: 'E-commerce',
  version: 1,
  timeZone: 'UTC',
  lookBackDays: 365,
  rules: [...anySiteRules, ...shopRules, ...traitRules],
  groups: [{ id: 'pages', label: 'Pages and products', cap: 18 }],
  thresholds: {
    grade: { fit: [30, 15, 5], engagement: [40, 20, 8] },
    stage: { mql: { engagement: 15 }, sql: { score: 45, engagement: 30 }, ...endStages },
  },
  questions: {
    budget: { ask: 'How much do you want to spend?', options: ['Under 100', '100 to 499', '500 or more'] },
    authority: { ask: 'Who do you buy for?', options: ['For myself', 'For my company'] },
    need: {
      ask: 'What are you looking for?',
      options: ['A gift', 'A replacement', 'Something for work', 'Ideas'],
    },
    timeline: { ask: 'When do you need it?', options: ['This week', 'This month', 'No hurry'] },
  },
  tests: eCommerceTests,
}
