import { expect, it } from 'vitest'
import { siteAt } from './site-at.ts'

it('takes addresses as people write them', () => {
  const example = { site: 'example.com', origins: ['https://example.com', 'https://www.example.com'] }
  expect(siteAt('https://example.com')).toEqual(example)
  expect(siteAt(' Example.com/pricing?x=1 ')).toEqual(example)
  expect(siteAt('http://www.example.com:8080')).toEqual({
    site: 'www.example.com',
    origins: ['http://www.example.com:8080', 'http://example.com:8080'],
  })
})

it('gives only hosts without subdomains a twin with www', () => {
  expect(siteAt('shop.example.com')?.origins).toEqual(['https://shop.example.com'])
  expect(siteAt('http://127.0.0.1:3000')?.origins).toEqual(['http://127.0.0.1:3000'])
})

it('takes local addresses for http unless they say otherwise', () => {
  expect(siteAt('localhost:3000')).toEqual({ site: 'localhost', origins: ['http://localhost:3000'] })
  expect(siteAt('127.0.0.1:9400/shop')?.origins).toEqual(['http://127.0.0.1:9400'])
  expect(siteAt('shop.localhost')?.origins).toEqual(['http://shop.localhost'])
  expect(siteAt('https://localhost:3000')?.origins).toEqual(['https://localhost:3000'])
  expect(siteAt('localhost.example')?.origins[0]).toBe('https://localhost.example')
})

it('takes names in any script, as browsers do', () => {
  expect(siteAt('https://बाज़ार.example')?.site).toBe('xn--81b5an1cic.example')
})

it('refuses what is no address', () => {
  for (const text of ['', 'my website', 'https://', 'https://[::1]/', `https://${'a'.repeat(70)}.example`])
    expect(siteAt(text), text).toBeNull()
})
