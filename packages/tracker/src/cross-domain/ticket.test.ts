import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutParameter, withParameter } from './link-parameter.ts'
import { domainOf, readTicket, writeTicket } from './ticket.ts'

const id = '1763791200000-111-222-333'
const at = Date.UTC(2026, 10, 22)

test('a ticket is valid for its two domains, for two minutes', () => {
  const ticket = writeTicket(id, 'a.example', 'b.example', at)
  const read = (text: string, from = 'a.example', to = 'b.example', now = at) =>
    readTicket(text, from, to, now)
  expect(read(ticket)).toEqual({ anonymousId: id, time: at })
  expect(read(ticket, 'a.example', 'b.example', at + 120_000)).toBeDefined()
  expect(read(ticket, 'a.example', 'b.example', at + 120_001)).toBeUndefined()
  expect(read(ticket, 'a.example', 'b.example', at - 1)).toBeUndefined()
  expect(read(ticket, 'a.example', 'c.example')).toBeUndefined()
  expect(read(ticket, 'c.example')).toBeUndefined()
  expect(read(ticket.replace('111', '112'))).toBeUndefined()
  for (const text of ['', 'x', '..', `${id}.${at.toString(36)}.`, `<script>.${at.toString(36)}.x`])
    expect(read(text)).toBeUndefined()
})

test('a ticket is invalid in another browser', () => {
  const ticket = writeTicket(id, 'a.example', 'b.example', at)
  const { userAgent } = navigator
  Object.defineProperty(navigator, 'userAgent', { value: 'Another', configurable: true })
  expect(readTicket(ticket, 'a.example', 'b.example', at)).toBeUndefined()
  Object.defineProperty(navigator, 'userAgent', { value: userAgent, configurable: true })
})

test('changing any letter makes a ticket invalid, or leaves its content unchanged', () => {
  const ticket = writeTicket(id, 'a.example', 'b.example', at)
  fc.assert(
    fc.property(fc.nat(ticket.length - 1), fc.constantFrom(...'0123456789az-._'), (place, letter) => {
      const changed = ticket.slice(0, place) + letter + ticket.slice(place + 1)
      return changed === ticket || readTicket(changed, 'a.example', 'b.example', at) === undefined
    }),
  )
})

test('a host belongs to its domain, not to one with the same ending', () => {
  const domains = ['shop.example', 'shop.test']
  expect(domainOf('www.shop.example', domains)).toBe('shop.example')
  expect(domainOf('shop.test', domains)).toBe('shop.test')
  expect(domainOf('evilshop.example', domains)).toBeUndefined()
  expect(domainOf('shop.example.evil.test', domains)).toBeUndefined()
})

test('adding and removing a ticket changes nothing else of a link', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ab=&%20+~?/_'), maxLength: 12 })
  fc.assert(
    fc.property(letters, letters, (query, fragment) => {
      const plain = `https://b.example/p${query && `?${query}`}${fragment && `#${fragment}`}`
      const decorated = withParameter(plain, 'T.1.x')
      expect(new URL(decorated).searchParams.get('_ll')).toBe('T.1.x')
      expect(new URL(decorated).hash).toBe(new URL(plain).hash)
      expect(withoutParameter(decorated)).toBe(withoutParameter(plain))
      expect(withParameter(decorated, 'T.1.x')).toBe(decorated)
    }),
  )
  expect(withoutParameter('https://b.example/?_ll=1&a=b&_ll=2#_ll=3')).toBe('https://b.example/?a=b#_ll=3')
  expect(withParameter('https://b.example/?_ll=forged', 'own')).toBe('https://b.example/?_ll=own')
})
