import type { Bant, Lead, Source, Traits } from '@leadlight/protocol'

/** Leads for the page of leads to show: ordinary ones, names from three scripts, and a hostile one. */

/** Runs if any field is ever taken for markup. */
export const hostile = '"><script>window.pwned=1</script><img src=x onerror="window.pwned=1">'

const HOUR = 3_600_000

/** ISO time `hours` before now. */
export function ago(hours: number): string {
  return new Date(Date.now() - hours * HOUR).toISOString()
}

/** A source with its gaps filled. */
export function source(part: Partial<Source>): Source {
  return {
    channel: 'direct',
    source: null,
    medium: null,
    campaign: null,
    term: null,
    content: null,
    referrer: null,
    clickId: null,
    landingPath: '/',
    at: ago(48),
    ...part,
  }
}

const unknown = { known: false, points: 0 }
const noBant: Bant = { budget: unknown, authority: unknown, need: unknown, timeline: unknown }

function lead(id: string, traits: Traits, part: Partial<Lead>): Lead {
  return {
    id,
    email: traits.email ?? null,
    userId: null,
    traits,
    score: 0,
    engagement: 0,
    fit: 0,
    bant: noBant,
    grade: 'D4',
    stage: 'lead',
    firstSource: source({}),
    lastSource: source({}),
    owner: null,
    firstSeen: ago(200),
    lastSeen: ago(3),
    visitors: [`anonymous-${id}`],
    ...part,
  }
}

const facebook = source({
  channel: 'social',
  source: 'facebook',
  medium: 'social',
  campaign: 'spring',
  referrer: 'https://www.facebook.com/',
  landingPath: '/blog/choose-a-crm',
  at: ago(120),
})
const google = source({
  channel: 'organic search',
  source: 'google',
  medium: 'organic',
  referrer: 'https://www.google.com/',
  landingPath: '/pricing',
  at: ago(1),
})
const ads = source({
  channel: 'paid',
  source: 'google',
  medium: 'cpc',
  campaign: 'crm-for-small-teams',
  clickId: { name: 'gclid', value: 'abc' },
})

/** The lead with a full story; its score is told in `scores.ts`. */
export const ada = lead(
  'ada',
  {
    email: 'ada@analytical.example',
    name: 'Ada Lovelace',
    company: 'Analytical Engines Ltd',
    title: 'Head of Operations',
    phone: '+44 20 7946 0000',
    budget: 25_000,
    need: 'Replace our spreadsheets',
    teamSize: 40,
  },
  {
    score: 63.42,
    engagement: 34.42,
    fit: 29,
    grade: 'A2',
    stage: 'mql',
    bant: {
      ...noBant,
      budget: { known: true, points: 20, value: 25_000 },
      need: { known: true, points: 9, value: 'Replace our spreadsheets' },
    },
    firstSource: facebook,
    lastSource: google,
    visitors: ['anonymous-ada', 'phone-ada'],
    lastSeen: ago(0.05),
  },
)

/** A lead whose every text tries to be markup. */
export const mallory = lead(
  `m/${hostile}`,
  {
    email: `${hostile}@evil.example`,
    name: hostile,
    company: hostile,
    title: hostile,
    website: `javascript:${hostile}`,
    [hostile]: hostile,
  },
  {
    score: -4,
    engagement: -4,
    stage: 'disqualified',
    owner: hostile,
    firstSource: source({
      channel: 'referral',
      source: hostile,
      medium: hostile,
      campaign: hostile,
      referrer: hostile,
      landingPath: hostile,
      term: hostile,
      content: hostile,
      clickId: { name: hostile, value: hostile },
    }),
    lastSource: source({ channel: 'referral', source: hostile, campaign: hostile }),
  },
)

/** Ranked by score, as the collector lists them. */
export const leads: Lead[] = [
  lead(
    'grace',
    { email: 'grace@cobol.example', firstName: 'Grace', lastName: 'Hopper', company: 'Cobol & Co' },
    { score: 88.1, grade: 'A1', stage: 'sql', lastSource: ads, lastSeen: ago(2) },
  ),
  ada,
  lead(
    'priya',
    { email: 'priya@udyog.example', name: 'प्रिया शर्मा', company: 'उद्योग प्राइवेट लिमिटेड' },
    { score: 41.5, grade: 'B2', stage: 'lead', lastSource: facebook, lastSeen: ago(20) },
  ),
  lead(
    'rina',
    { email: 'rina@dhaka.example', name: 'রিনা আক্তার' },
    {
      score: 33,
      grade: 'B3',
      stage: 'lead',
      lastSource: source({ channel: 'email', source: 'newsletter', campaign: 'november' }),
      lastSeen: ago(70),
    },
  ),
  lead(
    'layla',
    { email: 'layla@qahwa.example', name: 'ليلى حداد', company: { name: 'قهوة' } },
    { score: 21.75, grade: 'C3', stage: 'customer', lastSeen: ago(400) },
  ),
  lead(
    'no-name',
    { email: 'a-person-with-a-rather-long-address@subdomain.of-a-company.example' },
    { score: 7, grade: 'D3', lastSource: null, lastSeen: ago(900) },
  ),
  mallory,
]
