import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secrets, survives } from '../../../test/secrets.ts'
import { cleanUrl, withoutAddresses } from './clean-url.ts'

test.each([
  ['https://user:secret@a.example/x', 'https://a.example/x'],
  ['https://a.example/x#access_token=abc', 'https://a.example/x'],
  ['https://a.example/?first_name=Ada&name=Ada+Rao&page=2', 'https://a.example/?page=2'],
  ['https://a.example/?reset_token=abc&page=2', 'https://a.example/?page=2'],
  [
    'https://a.example/?mobile=9876543210&tel=1&pin=2&pw=3&dob=4&hotel=5&spin=6',
    'https://a.example/?hotel=5&spin=6',
  ],
  ['https://a.example/?next=%2Freset%3Fid%3D7%26token%3Dabc&page=2', 'https://a.example/?page=2'],
  ['https://a.example/?email=jane%40example.com&a=1', 'https://a.example/?a=1'],
  ['https://a.example/?to=jane@example.com', 'https://a.example/?to='],
  ['https://a.example/unsubscribe/jane@example.com/now', 'https://a.example/unsubscribe//now'],
  ['https://a.example/faces/a.xhtml;jsessionid=A1B2?page=2', 'https://a.example/faces/a.xhtml?page=2'],
  ['https://a.example/a;PHPSESSID=A1B2/b;color=red', 'https://a.example/a/b;color=red'],
  ['https://a.example/?t=eyJhbGciOiJIUzI1NiJ9.e30.x', 'https://a.example/'],
  ['https://a.example/?x=0123456789abcdef0123456789abcdef', 'https://a.example/'],
])('%s is sent as %s', (href, cleaned) => {
  expect(cleanUrl(href)?.href).toBe(cleaned)
})

/** Decodes twice what is not malformed. */
function readable(text: string): string {
  const sound = text.replace(/%(?![\da-f]{2})|%E9/gi, ' ')
  return decodeURIComponent(decodeURIComponent(sound).replace(/%(?![\da-f]{2})|%E9/gi, ' '))
}

test.each(secrets)(
  'removes a %s from any part of an address, however it is encoded, and from titles',
  (_, secret) => {
    const encode = fc.constantFrom(
      encodeURIComponent,
      (text: string) => new URLSearchParams({ x: text }).toString().slice(2),
      (text: string) => text.replace(/[#?&/%]/g, ''),
      (text: string) => encodeURIComponent(`/next?x=${encodeURIComponent(text)}`),
      (text: string) => encodeURIComponent(`/next?${new URLSearchParams({ x: text })}`),
      (text: string) => `%E9%20${encodeURIComponent(text)}`,
    )
    const place = fc.constantFrom(
      (text: string) => `https://a.example/${text}/next?page=2`,
      (text: string) => `https://a.example/x?q=${text}&page=2`,
      (text: string) => `https://a.example/x?page=2#${text}`,
      (text: string) => `https://a.example/%ZZ?q=my+number+${text}`,
    )
    fc.assert(
      fc.property(secret, encode, place, (value, write, put) => {
        const clean = cleanUrl(put(write(value)))
        expect(clean).toBeDefined()
        const kept = `${cleanUrl(put(write(value)), true)?.hash}`
        expect(survives(value, readable(kept))).toBe(false)
        expect(survives(value, readable(`${clean?.search} ${clean?.pathname}`))).toBe(false)
        expect(survives(value, withoutAddresses(`Order of ${value}`))).toBe(false)
      }),
    )
  },
)

test('removes a fragment with a token, even if fragments are kept', () => {
  expect(cleanUrl('https://a.example/#access_token=abc', true)?.hash).toBe('')
})

test('keeps campaign parameters, click ids and plain queries', () => {
  const href = `https://a.example/?utm_source=news&utm_campaign=${'long-campaign-name-'.repeat(3)}&gclid=${'Cj0KCQ'.repeat(10)}&fbclid=${'IwAR'.repeat(15)}&q=crm+software&page=2`
  expect(cleanUrl(href)?.href).toBe(href)
})

test('keeps the fragment on request', () => {
  expect(cleanUrl('https://a.example/#/pricing', true)?.hash).toBe('#/pricing')
})

test('returns undefined for an invalid URL', () => {
  expect(cleanUrl('')).toBeUndefined()
})

test.each([
  ['a percent sign encoded thousands of times', `%${'25'.repeat(20_000)}`],
  ['digits encoded one after the other', `%2${'%3'.repeat(20_000)}%35`],
])('reads %s in a few rounds', (_, text) => {
  expect(cleanUrl(`https://site.example/?q=${text}&plan=pro`)?.searchParams.get('plan')).toBe('pro')
})

test('searches a long query for secrets in linear time', () => {
  const query = `q=${'token'.repeat(40_000)}+x`
  expect(cleanUrl(`https://a.example/?${query}`)?.search).toBe(`?${query}`)
})

test('searches a long text for e-mail addresses in linear time', () => {
  expect(withoutAddresses(`${'a'.repeat(200_000)} jane@example.com`)).toBe(`${'a'.repeat(200_000)} `)
})
