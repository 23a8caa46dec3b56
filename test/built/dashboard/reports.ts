import type { ContentRow, FormRow, FunnelReport, Rejected, SourceRow, SpamItem } from '@leadlight/protocol'
import { ago, hostile } from './leads.ts'

export const sources: SourceRow[] = [
  {
    channel: 'paid',
    source: 'google',
    medium: 'cpc',
    campaign: 'crm-for-small-teams',
    visits: 1204,
    visitors: 980,
    leads: 31,
    qualified: 9,
  },
  {
    channel: 'social',
    source: 'facebook',
    medium: 'social',
    campaign: 'spring',
    visits: 860,
    visitors: 790,
    leads: 22,
    qualified: 4,
  },
  {
    channel: 'direct',
    source: null,
    medium: null,
    campaign: null,
    visits: 512,
    visitors: 402,
    leads: 7,
    qualified: 2,
  },
  {
    channel: 'referral',
    source: hostile,
    medium: hostile,
    campaign: hostile,
    visits: 1,
    visitors: 1,
    leads: 1,
    qualified: 0,
  },
]

export const forms: FormRow[] = [
  {
    form: 'demo-request',
    name: 'Demo request',
    views: 1204,
    starts: 310,
    submissions: 96,
    leads: 81,
    spam: 12,
    stops: [
      { field: 'budget', times: 121 },
      { field: 'phone', times: 40 },
      { field: 'company', times: 9 },
      { field: 'need', times: 2 },
    ],
  },
  {
    form: 'newsletter',
    name: 'newsletter',
    views: 9800,
    starts: 402,
    submissions: 390,
    leads: 377,
    spam: 0,
    stops: [],
  },
  {
    form: hostile,
    name: hostile.repeat(3),
    views: 1,
    starts: 1,
    submissions: 0,
    leads: 0,
    spam: 1,
    stops: [{ field: hostile, times: 1 }],
  },
]

export const rejected: Rejected[] = [
  {
    id: 'r1',
    receivedAt: ago(1),
    site: 'example',
    messageId: 'b7f0',
    reason: 'event: too long, at most 200 characters',
    message: { type: 'track', event: 'x'.repeat(300) },
  },
  {
    id: 'r2',
    receivedAt: ago(5),
    site: hostile,
    messageId: null,
    reason: hostile,
    message: { [hostile]: hostile },
  },
]

export const spam: SpamItem[] = [
  {
    id: 'a'.repeat(32),
    receivedAt: ago(1),
    reason: 'trap',
    form: 'newsletter',
    site: 'example',
    fields: { email: 'ada@firm.example' },
  },
  {
    id: 'b'.repeat(32),
    receivedAt: ago(3),
    reason: hostile,
    form: hostile,
    site: hostile,
    fields: { email: hostile, [hostile]: hostile },
  },
]

const step = { conversion: null, medianMs: null, timed: 0, disqualified: 0 }

export const funnel: FunnelReport = {
  data: [
    { ...step, stage: 'visitor', reached: 12_930, now: null },
    {
      ...step,
      stage: 'lead',
      reached: 611,
      now: 480,
      conversion: 0.0452,
      medianMs: 191_000_000,
      timed: 584,
      disqualified: 22,
    },
    {
      ...step,
      stage: 'mql',
      reached: 109,
      now: 71,
      conversion: 0.178,
      medianMs: 400_000,
      timed: 96,
      disqualified: 4,
    },
    { ...step, stage: 'sql', reached: 30, now: 17, conversion: 0.275, medianMs: 604_800_000, timed: 30 },
    { ...step, stage: 'customer', reached: 9, now: 9, conversion: 0.3 },
  ],
  next: null,
  disqualified: 26,
  withoutVisit: 27,
}

const page: ContentRow = {
  site: 'example',
  path: '/blog/crm-for-small-teams',
  title: 'A CRM for small teams: what to look for before you buy, and what you can do without',
  contentType: 'article',
  views: 4_210,
  visitors: 3_902,
  measured: 4_100,
  engagedMs: 1_032_000_000,
  medianEngagedMs: 151_000,
  medianScrollDepth: 71,
  leads: 94,
  leadsBefore: 81,
  leadsAfter: 40,
  submissions: 12,
}

export const content: ContentRow[] = [
  page,
  {
    ...page,
    path: '/pricing',
    title: 'Pricing',
    contentType: null,
    views: 1_804,
    leadsBefore: 97,
    submissions: 31,
  },
  {
    ...page,
    path: '',
    title: null,
    contentType: null,
    views: 3,
    measured: 0,
    engagedMs: 0,
    medianEngagedMs: null,
    medianScrollDepth: null,
  },
  {
    ...page,
    site: hostile,
    path: hostile.repeat(2),
    title: hostile,
    contentType: hostile,
    views: 1,
    leadsBefore: 0,
  },
]
