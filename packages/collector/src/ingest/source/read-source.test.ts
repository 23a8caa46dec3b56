import { expect, it } from 'vitest'
import { readSource } from './read-source.ts'
import { createReferrerClassifier } from './referrer.ts'

const referrers = createReferrerClassifier()
const site = 'https://www.shop.example/pricing'

function source(query: string, referrer: string | null = null, campaign = {}) {
  return readSource({ url: site + query, referrer, campaign }, referrers)
}

function brief(query: string, referrer: string | null = null, campaign = {}) {
  const hint = source(query, referrer, campaign)
  return hint && [hint.channel, hint.source, hint.medium]
}

it.each([
  ['https://www.google.com/', 'organic search', 'google', 'organic'],
  ['https://www.google.co.in/search?q=crm', 'organic search', 'google', 'organic'],
  ['https://google.de/', 'organic search', 'google', 'organic'],
  ['android-app://com.google.android.googlequicksearchbox/', 'organic search', 'google', 'organic'],
  ['https://www.bing.com/search?q=crm', 'organic search', 'bing', 'organic'],
  ['https://duckduckgo.com/', 'organic search', 'duckduckgo', 'organic'],
  ['https://in.search.yahoo.com/', 'organic search', 'yahoo', 'organic'],
  ['https://yandex.com.tr/search', 'organic search', 'yandex', 'organic'],
  ['https://l.facebook.com/l.php?u=x', 'social', 'facebook', 'social'],
  ['https://m.facebook.com/', 'social', 'facebook', 'social'],
  ['https://t.co/abc', 'social', 'twitter', 'social'],
  ['https://lnkd.in/abc', 'social', 'linkedin', 'social'],
  ['android-app://com.linkedin.android/', 'social', 'linkedin', 'social'],
  ['https://www.pinterest.co.uk/pin/1', 'social', 'pinterest', 'social'],
  ['https://mail.google.com/mail/u/0/', 'email', 'gmail', 'email'],
  ['android-app://com.google.android.gm/', 'email', 'gmail', 'email'],
  ['https://outlook.live.com/', 'email', 'outlook', 'email'],
  ['https://webmail.firma.example/', 'email', 'webmail.firma.example', 'email'],
  ['https://blog.partner.example/post', 'referral', 'blog.partner.example', 'referral'],
  ['https://notgoogle.example/', 'referral', 'notgoogle.example', 'referral'],
  ['https://google.evil.example/', 'referral', 'google.evil.example', 'referral'],
  ['https://docs.google.com/document/1', 'referral', 'docs.google.com', 'referral'],
  ['https://br.pinterest.com/', 'social', 'pinterest', 'social'],
])('tells the channel of %s', (referrer, ...expected) => {
  expect(brief('', referrer)).toEqual(expected)
})

it.each([
  null,
  '',
  'https://www.shop.example/',
  'https://shop.example/blog',
  'https://blog.shop.example/post',
  'https://checkout.stripe.com/pay',
  'https://accounts.google.com/signin',
  'about:blank',
  'not a url',
  'javascript:alert(1)',
  'file:///C:/page.html',
])('finds no source in %j', (referrer) => {
  expect(source('', referrer)).toBeNull()
})

it('distinguishes sites on shared hosts', () => {
  const page = { url: 'https://ada.github.io/page', campaign: {} }
  expect(readSource({ ...page, referrer: 'https://eve.github.io/' }, referrers)?.source).toBe('eve.github.io')
  expect(readSource({ ...page, referrer: 'https://ada.github.io/other' }, referrers)).toBeNull()
  const british = { url: 'https://www.shop.co.uk/', referrer: 'https://www.other.co.uk/', campaign: {} }
  expect(readSource(british, referrers)?.source).toBe('other.co.uk')
})

it.each([
  ['?gclid=Cj0_x-1', 'paid', 'google', 'cpc'],
  ['?msclkid=0123abcd', 'paid', 'bing', 'cpc'],
  ['?fbclid=IwAR0', 'social', 'facebook', 'social'],
  ['?li_fat_id=a-b', 'paid', 'linkedin', 'cpc'],
  ['?ScCid=a-b', 'paid', 'snapchat', 'cpc'],
  ['?mc_cid=a', 'email', 'mailchimp', 'email'],
  ['?utm_source=Newsletter&utm_medium=Email', 'email', 'newsletter', 'email'],
  ['?utm_source=facebook&utm_medium=paid_social&fbclid=x', 'paid', 'facebook', 'paid_social'],
  ['?utm_source=facebook&utm_medium=social', 'social', 'facebook', 'social'],
  ['?utm_source=google&utm_medium=organic&gclid=x', 'organic search', 'google', 'organic'],
  ['?utm_source=partner&utm_medium=referral', 'referral', 'partner', 'referral'],
  ['?utm_source=fb', 'social', 'fb', null],
  ['?utm_source=newsletter', 'email', 'newsletter', null],
  ['?utm_source=poster&utm_medium=print', 'referral', 'poster', 'print'],
  ['?utm_campaign=spring&gclid=x', 'paid', 'google', 'cpc'],
  ['#/start?utm_source=facebook&utm_medium=social', 'social', 'facebook', 'social'],
])('tells the channel of %s', (query, ...expected) => {
  expect(brief(query)).toEqual(expected)
})

it('keeps no characters that databases refuse, however they are encoded or cut', () => {
  const hint = source(
    `?utm_source=a%00b&utm_campaign=%ed%a0%80&utm_content=${'x'.repeat(199)}%F0%9F%98%80`,
    null,
    {
      term: '\ud83d',
    },
  )
  expect(hint).toMatchObject({ source: 'a\ufffdb', term: '\ufffd', content: 'x'.repeat(199) })
  const texts = [hint?.source, hint?.campaign, hint?.term, hint?.content, hint?.campaignKey]
  expect(texts.map((text) => [text?.isWellFormed(), text?.includes('\0')])).toEqual(
    texts.map(() => [true, false]),
  )
})

it('keeps the whole campaign, the click id and the referrer without its query', () => {
  const query =
    '?utm_source=google&utm_medium=cpc&utm_campaign=Spring%20sale&utm_term=crm&utm_content=a&gclid=Cj0'
  expect(source(query, 'https://www.google.com/search?q=secret')).toEqual({
    channel: 'paid',
    source: 'google',
    medium: 'cpc',
    campaign: 'Spring sale',
    term: 'crm',
    content: 'a',
    referrer: 'https://www.google.com/search',
    clickId: { name: 'gclid', value: 'Cj0' },
    campaignKey: 'utm:["google","cpc","Spring sale","crm","a"]',
  })
})

it('reads the campaign of the context like the one in the URL', () => {
  const campaign = { source: 'facebook', medium: 'social', name: 'spring' }
  const inUrl = source('?utm_source=facebook&utm_medium=social&utm_campaign=spring&fbclid=x')
  expect(source('', null, campaign)?.campaignKey).toBe(inUrl?.campaignKey)
  expect(brief('', null, campaign)).toEqual(['social', 'facebook', 'social'])
})

it('names a campaign by its click id when there are no parameters, but never by a referrer', () => {
  expect(source('?gclid=a')?.campaignKey).toBe('gclid:a')
  expect(source('', 'https://www.google.com/')?.campaignKey).toBeNull()
})

it('ignores a referrer whose host has thousands of labels, which no name has', () => {
  expect(source('', `https://${'a.'.repeat(15_000)}com/`)).toBeNull()
  expect(source('', `https://${'a.'.repeat(100)}com/`)?.channel).toBe('referral')
})

it('survives malformed parameters', () => {
  expect(source('?utm_source=&gclid=<script>&fbclid=%ff&__proto__=1')).toBeNull()
  expect(
    readSource({ url: 'no url', referrer: null, campaign: { source: 5, name: ['x'] } }, referrers),
  ).toBeNull()
  expect(source(`?utm_source=${'a'.repeat(5000)}`)?.source).toHaveLength(200)
})
