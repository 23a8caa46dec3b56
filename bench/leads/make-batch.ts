import type { Batch } from '@leadlight/protocol'

const day = 86_400_000

/** When the benchmark takes place, unless it says otherwise. */
export const end = Date.UTC(2026, 10, 21, 10)

const firstNames =
  'Maria José Zoë Søren Jürgen Łukasz Aoife Chloé अर्जुन प्रिया রহিমা অনিক Meera Wei Fatima Omar Ingrid Paolo Kofi Yuki'.split(
    ' ',
  )
const syllables = 'ka lo mi ren sta vor bel quin dar eth fos gru hal iv jor'.split(' ')
const paths = ['/pricing', '/demo', '/', '/careers', '/contact']
const campaigns = ['', '?utm_source=newsletter&utm_medium=email', '?utm_source=google&utm_medium=cpc']

/**
 * What leads number `from` and following send, of `all` who come within 90 days: each reads, looks at prices or not, and says
 * who it is. What one does depends on its number in no regular way. Of names, companies and domains some are everybody's, and
 * some almost nobody's.
 */
export function makeBatch(from: number, count: number, all: number): Batch {
  const batch = Array.from({ length: count }, (_, index) => messagesOf(from + index, all))
  return { writeKey: 'wk', sentAt: new Date(end).toISOString(), batch: batch.flat() }
}

/** The e-mail address of a lead. */
export function emailOf(number: number): string {
  const dice = diceOf(number)
  return `lead-${number}@${dice % 3 === 0 ? 'gmail.com' : `firm-${dice % 9_973}.example`}`
}

function messagesOf(number: number, all: number): Batch['batch'] {
  const dice = diceOf(number)
  const at = end - Math.floor((1 - number / all) * 90 * day) - (dice % day)
  const base = (step: number) => ({
    // In order, as the tracker's are.
    messageId: `${at.toString(36)}-${number}-${step}`,
    anonymousId: `v-${number}`,
    timestamp: new Date(at + step * 20_000).toISOString(),
  })
  const read = { path: '/blog/milk', content_type: 'article' }
  const campaign =
    dice % 5 === 4 ? `?utm_source=s${dice % 300}&utm_campaign=c${dice % 7}` : campaigns[dice % 3]
  const url = `https://www.example.com/blog/milk${campaign}`
  const engaged = { ...read, page_view_id: base(0).messageId, engaged_ms: dice % 600_000, seq: 1 }
  return [
    { ...base(0), type: 'page', properties: { ...read, url } },
    { ...base(1), type: 'track', event: 'Page Engaged', properties: { ...engaged, scroll_depth: 80 } },
    { ...base(2), type: 'page', properties: { path: paths[dice % 5] ?? '/' } },
    {
      ...base(3),
      type: 'identify',
      traits: {
        email: emailOf(number),
        name: `${firstNames[dice % 20]} ${surname((dice >>> 3) % 3_375)}`,
        company: `${surname((dice >>> 5) % 3_375)} ${['Ltd', 'GmbH', 'Pvt'][dice % 3]}`,
        phone: `+91 98${String(dice % 100_000_000).padStart(8, '0')}`,
        budget: (dice >>> 8) % 60_000,
      },
    },
  ]
}

function surname(number: number): string {
  const parts = [number % 15, Math.floor(number / 15) % 15, Math.floor(number / 225) % 15]
  const name = parts.map((part) => syllables[part]).join('')
  return `${name[0]?.toUpperCase()}${name.slice(1)}`
}

function diceOf(number: number): number {
  const mixed = Math.imul((number + 1) ^ ((number + 1) >>> 15), 0x9e3779b1)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
