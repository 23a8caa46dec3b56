import { expect, it } from 'vitest'
import { isPrivateAddress } from './is-private-address.ts'

it.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['::ffff:10.1.2.3', true],
  ['10.255.0.1', true],
  ['172.16.0.1', true],
  ['172.31.9.9', true],
  ['192.168.1.1', true],
  ['169.254.0.7', true],
  ['fd12:3456::1', true],
  ['fe80::1', true],
  ['172.32.0.1', false],
  ['192.169.0.1', false],
  ['11.0.0.1', false],
  ['203.0.113.7', false],
  ['::ffff:203.0.113.7', false],
  ['2001:db8::1', false],
  ['fcbad', false],
  ['', false],
])('%s: %s', (address, expected) => expect(isPrivateAddress(address)).toBe(expected))
