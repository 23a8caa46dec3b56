import type { ScoreAnswer, ScoreCourse, TimelineEntry } from '@leadlight/protocol'
import { ada, ago, source } from './leads.ts'
import { reason } from './reason.ts'

/** Ada's score: the points of the reasons add up to 63.42. */
export function scoreOfAda(at: string): ScoreAnswer {
  const faded = at !== ''
  const contributions = [
    reason({
      rule: 'demo',
      label: 'Asked for a demo',
      points: faded ? 10 : 20,
      raw: 20,
      events: [{ messageId: 'ada-form', name: 'page', at: ago(1), points: 20, counted: true }],
    }),
    reason({
      rule: 'pricing',
      label: 'Viewed pricing',
      points: faded ? 4 : 9.31,
      raw: 10,
      events: [
        { messageId: 'ada-pricing', name: 'page', at: ago(1.1), points: 10, counted: true },
        {
          messageId: 'ada-pricing-2',
          name: 'page',
          at: ago(1.05),
          points: 10,
          counted: false,
          why: 'only one counts in a day',
        },
      ],
    }),
    reason({
      rule: 'reading',
      label: 'Read the blog',
      points: faded ? 4.2 : 8.11,
      raw: 9.5,
      events: [{ messageId: 'ada-blog', name: 'page', at: ago(120), points: 9.5, counted: true }],
    }),
    reason({
      rule: 'careers',
      label: 'Looked at the careers page',
      points: -3,
      events: [{ messageId: 'ada-careers', name: 'page', at: ago(119), points: -3, counted: true }],
    }),
    reason({ rule: 'budget', label: 'Budget of 10k or more', dimension: 'budget', points: 20 }),
    reason({ rule: 'need', label: 'Told us what they need', dimension: 'need', points: 9 }),
  ]
  return {
    lead: ada.id,
    at: at || new Date().toISOString(),
    model: { name: 'Business to business', version: 1 },
    score: faded ? 44.2 : 63.42,
    engagement: faded ? 15.2 : 34.42,
    fit: 29,
    bant: ada.bant,
    grade: ada.grade,
    stage: ada.stage,
    range: { min: 48.42, max: 93.42 },
    unknown: [
      { trait: 'authority', min: 53.42, max: 78.42 },
      { trait: 'timeline', min: 58.42, max: 78.42 },
    ],
    contributions,
  }
}

const common = { site: 'example', visitor: 'anonymous-ada', bot: false }

export const timelineOfAda: TimelineEntry[] = [
  {
    type: 'visit',
    id: 'visit-3',
    visitor: 'anonymous-ada',
    at: ago(1.2),
    endedAt: ago(0.9),
    engagedMs: 251_000,
    source: source({ channel: 'organic search', source: 'google' }),
    events: [
      {
        ...common,
        messageId: 'ada-form',
        name: 'Form Submitted',
        at: ago(1),
        properties: {
          form_id: 'demo',
          form_name: 'Request a demo',
          fields: {
            email: 'ada@analytical.example',
            full_name: 'Ada Lovelace',
            company: 'Analytical Engines Ltd',
            budget: 25_000,
          },
          filled: ['message'],
        },
      },
      {
        ...common,
        messageId: 'ada-start',
        name: 'Form Started',
        at: ago(1.04),
        properties: { form_id: 'demo', form_name: 'Request a demo' },
      },
      {
        ...common,
        messageId: 'ada-pricing',
        name: 'page',
        at: ago(1.1),
        engagedMs: 151_000,
        scrollDepth: 92,
        properties: { url: 'https://x.example/pricing', path: '/pricing', title: 'Plans and prices' },
      },
      {
        ...common,
        messageId: 'ada-home',
        name: 'page',
        at: ago(1.2),
        engagedMs: 8_400,
        scrollDepth: 35,
        properties: { path: '/', title: 'Home' },
      },
    ],
  },
  {
    type: 'event',
    at: ago(24),
    event: {
      ...common,
      visitor: null,
      messageId: 'ada-crm',
      name: 'Trial Started',
      at: ago(24),
      properties: { plan: 'pro', seats: 40 },
    },
  },
  {
    type: 'visit',
    id: 'visit-1',
    visitor: 'phone-ada',
    at: ago(120),
    endedAt: ago(119),
    engagedMs: 614_000,
    source: source({ channel: 'social', source: 'facebook', campaign: 'spring' }),
    events: [
      {
        ...common,
        messageId: 'ada-link',
        name: 'Link Clicked',
        at: ago(119),
        properties: { href: 'https://x.example/guide.pdf', kind: 'download', text: 'The guide' },
      },
      {
        ...common,
        messageId: 'ada-careers',
        name: 'page',
        at: ago(119.2),
        engagedMs: 21_000,
        scrollDepth: 10,
        properties: { path: '/careers', title: 'Work with us' },
      },
      {
        ...common,
        messageId: 'ada-blog',
        name: 'page',
        at: ago(120),
        engagedMs: 593_000,
        scrollDepth: 100,
        properties: { path: '/blog/choose-a-crm', title: 'How to choose a CRM', content_type: 'article' },
      },
    ],
  },
]

/** The course of Ada's score: up to 63.42 by what she did, and down again as it fades. */
export function courseOfAda(to: string): ScoreCourse {
  const [start, now, end] = [Date.parse(ago(200)), Date.now(), Date.parse(to)]
  const points = Array.from({ length: 61 }, (_, step): ScoreCourse['points'][number] => {
    const at = start + ((end - start) * step) / 60
    const past = Math.min(1, (at - start) / (now - start))
    const engagement = at <= now ? 34.42 * past : 34.42 * 2 ** (-(at - now) / (14 * 86_400_000))
    const score = Math.round((29 * Math.ceil(past) + engagement) * 100) / 100
    const stage = score >= 50 ? 'mql' : 'lead'
    return { at: new Date(at).toISOString(), score, engagement, fit: 29, grade: 'A2', stage }
  })
  const model = { name: 'Business to business', version: 1 }
  return { lead: ada.id, from: new Date(start).toISOString(), to, model, points }
}
