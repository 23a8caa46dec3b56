import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createOwnOriginCheck } from './own-origin.ts'

const isOwnOrigin = createOwnOriginCheck()

it.each([
  ['https://leads.example', 'https://leads.example/v1/batch', true],
  ['http://leads.example', 'https://leads.example/v1/batch?a=/', true],
  ['https://leads.example:8443', 'https://leads.example/v1/batch', false],
  ['https://leads.example', 'https://LEADS.example:443/v1/b', true],
  ['https://x', 'http://x/', true],
  ['https://a.leads.example', 'https://leads.example/', false],
  ['null', 'https://leads.example/', false],
])('from %s to %s: %s', (origin, url, own) => {
  expect(isOwnOrigin(origin, { url } as Request)).toBe(own)
})

it('agrees with parsing both addresses', () => {
  const hosts = [
    'x',
    'x:80',
    'x:443',
    'X.example',
    'x.example',
    'www.x.example',
    '[::1]:8787',
    '127.0.0.1:8787',
  ]
  const origin = fc
    .tuple(fc.constantFrom('http://', 'https://'), fc.constantFrom(...hosts))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(origin, { minLength: 2, maxLength: 3 }), (origins) => {
      for (const one of origins) {
        for (const other of origins) {
          const { url } = new Request(`${other}/v1/batch?from=${one}/`)
          expect(isOwnOrigin(one, { url } as Request)).toBe(URL.parse(one)?.host === URL.parse(url)?.host)
        }
      }
    }),
  )
})
