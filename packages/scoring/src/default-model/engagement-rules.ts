import type { Where } from '../condition/condition.ts'
import type { Rule } from '../model/rule.ts'
import { formRules } from './form-rules.ts'

const dimension = 'engagement'

const pricingPage: Where = {
  path: { contains: ['/pricing', '/price', '/plans', '/preise', '/precios', '/tarifs', '/precos'] },
}

const productPage: Where = {
  path: {
    contains: [
      '/product',
      '/feature',
      '/solution',
      '/integration',
      '/case-stud',
      '/customers',
      '/docs',
      '/documentation',
    ],
  },
}

const article: Where = {
  any: [
    { content_type: { in: ['article', 'blog', 'post', 'guide'] } },
    { path: { contains: ['/blog/', '/article/', '/articles/', '/guide/', '/guides/'] } },
  ],
}

/** Activity on the site; all of it decays. */
const siteRules: Rule[] = [
  {
    id: 'page-view',
    label: 'Viewed pages',
    dimension,
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
    id: 'pricing',
    label: 'Viewed pricing',
    dimension,
    on: { event: 'page', where: pricingPage },
    points: 10,
    limit: { count: 1, per: 'day' },
    cap: 30,
    halfLifeDays: 14,
  },
  {
    id: 'product',
    label: 'Looked at the product or its documentation',
    dimension,
    on: { event: 'page', where: productPage },
    points: 2,
    limit: { count: 1, per: 'page' },
    cap: 12,
    halfLifeDays: 21,
  },
  {
    id: 'product-time',
    label: 'Spent time on product and pricing pages',
    dimension,
    on: { event: 'Page Engaged', where: { any: [pricingPage, productPage] } },
    points: { each: 1.5, per: { property: 'engaged_ms', amount: 60_000 } },
    cap: 12,
    halfLifeDays: 21,
  },
  {
    id: 'reading',
    label: 'Read articles',
    dimension,
    on: { event: 'Page Engaged', where: article },
    points: { each: 1, per: { property: 'engaged_ms', amount: 60_000 } },
    cap: 15,
    halfLifeDays: 30,
  },
  {
    id: 'read-to-the-end',
    label: 'Read an article to the end',
    dimension,
    on: {
      event: 'Page Engaged',
      where: { all: [article], engaged_ms: { gte: 30_000 }, scroll_depth: { gte: 75 } },
    },
    points: 2,
    limit: { count: 1, per: 'page' },
    cap: 10,
    halfLifeDays: 30,
  },
  {
    id: 'download',
    label: 'Downloaded a file',
    dimension,
    on: { event: 'Link Clicked', where: { kind: 'download' } },
    points: 4,
    limit: { count: 2, per: 'day' },
    cap: 12,
    halfLifeDays: 30,
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
]

/** Activity that speaks against a purchase. */
const negativeRules: Rule[] = [
  {
    id: 'careers',
    label: 'Looked at job offers',
    dimension,
    on: {
      event: 'page',
      where: { path: { contains: ['/career', '/jobs', '/vacanc', '/karriere', '/hiring'] } },
    },
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

/** Rules on what leads did. */
export const engagementRules: Rule[] = [...siteRules, ...formRules, ...negativeRules]
