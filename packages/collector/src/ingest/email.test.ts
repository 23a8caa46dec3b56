import fc from 'fast-check'
import { expect, it } from 'vitest'
import { normalizeEmail } from './email.ts'

it.each([
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['ada.lovelace+news@mail.example.co.uk', 'ada.lovelace+news@mail.example.co.uk'],
  ['ada＠example．com', 'ada@example.com'],
  ['ada＠example。com', 'ada@example.com'],
  ['ada\u200b@example.com\ufeff', 'ada@example.com'],
  ['info@münchen.de', 'info@xn--mnchen-3ya.de'],
  ['info@MÜNCHEN.de', 'info@xn--mnchen-3ya.de'],
  ['राम@उदाहरण.भारत', 'राम@xn--p1b6ci4b4b3a.xn--h2brj9c'],
  ["o'brien@example.ie", "o'brien@example.ie"],
])('normalises %s to %s', (text, address) => {
  expect(normalizeEmail(text)).toBe(address)
})

it.each([
  '',
  'ada',
  '@example.com',
  'ada@',
  'ada@localhost',
  'ada@example',
  'ada@127.0.0.1',
  'ada@@example.com',
  'ada@exam ple.com',
  'ada@example.com?cc=eve@example.com',
  'ada@example.c',
  'ada@-example.com',
  '.ada@example.com',
  'a..b@example.com',
  'Ada <ada@example.com>',
  'ada@example.com, eve@example.com',
  'ada@example.com\r\nBcc: eve@example.com',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(250)}.com`,
])('does not accept %j as an e-mail address', (text) => {
  expect(normalizeEmail(text)).toBeUndefined()
})

it('does not change a normalised address', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (text) => {
      const once = normalizeEmail(text)
      fc.pre(once !== undefined)
      expect(normalizeEmail(once ?? '')).toBe(once)
    }),
  )
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (local, domain) => {
      expect(() => normalizeEmail(`${local}@${domain}`)).not.toThrow()
    }),
  )
})
