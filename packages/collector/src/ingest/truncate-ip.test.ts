import fc from 'fast-check'
import { expect, it } from 'vitest'
import { truncateIp } from './truncate-ip.ts'

it.each([
  ['203.0.113.77', '203.0.113.0'],
  [' 203.0.113.77 ', '203.0.113.0'],
  ['::ffff:203.0.113.77', '203.0.113.0'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
  ['2001:DB8::1', '2001:db8::'],
  ['fe80::1%eth0', 'fe80::'],
  ['::1', '::'],
])('truncates %s to %s', (address, network) => {
  expect(truncateIp(address)).toBe(network)
})

it.each([
  '',
  'unknown',
  '203.0.113',
  '999.0.0.1',
  '203.0.113.77:80',
  'example.com',
  '1:2:3',
  '::ffff:999.1.1.1',
])('does not accept %j as an IP address', (text) => {
  expect(truncateIp(text)).toBeUndefined()
})

it('keeps only the network of any address', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(truncateIp(address)).toBe(`${address.split('.').slice(0, 3).join('.')}.0`)
    }),
  )
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
      const written = groups.map((group) => group.toString(16))
      expect(truncateIp(written.join(':'))).toBe(`${written.slice(0, 3).join(':')}::`)
    }),
  )
})
