import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { clientAddress } from './client-address.ts'

function incoming(remoteAddress: string | undefined, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

it('is the address of the socket by default', () => {
  expect(clientAddress(incoming('203.0.113.7'), false)).toBe('203.0.113.7')
  expect(clientAddress(incoming('2001:db8::1'), true)).toBe('2001:db8::1')
  expect(clientAddress(incoming(undefined), true)).toBeUndefined()
})

it('writes IPv4 in IPv6 as IPv4', () => {
  expect(clientAddress(incoming('::ffff:203.0.113.7'), false)).toBe('203.0.113.7')
})

it('ignores X-Forwarded-For unless a proxy is trusted', () => {
  expect(clientAddress(incoming('203.0.113.7', '198.51.100.1'), false)).toBe('203.0.113.7')
  expect(clientAddress(incoming('10.0.0.1', '198.51.100.1'), true)).toBe('198.51.100.1')
})

it('believes only the entry that the nearest proxy wrote', () => {
  expect(clientAddress(incoming('10.0.0.1', '1.1.1.1, 198.51.100.1'), true)).toBe('198.51.100.1')
  expect(clientAddress(incoming('10.0.0.1', ' , '), true)).toBe('10.0.0.1')
})
