import type { FormRow, Rejected, SourceRow, SpamItem } from '@leadlight/protocol'
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
