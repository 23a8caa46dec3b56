import { expect, it } from 'vitest'
import { createKeyCache } from './keys/create-key-cache.ts'
import { createKeyring, type Key, originOf } from './keys.ts'
import { memoryStore } from './storage/memory.ts'

const stored = createKeyCache(memoryStore(), Date.now)
const keyring = createKeyring(
  [
    { kind: 'write', key: 'wk_a', site: 'a', origins: ['https://a.example/'] },
    { kind: 'write', key: 'wk_b', site: 'b' },
    { kind: 'secret', key: 'sk_a', site: 'a' },
    { kind: 'secret', key: 'sk_all' },
  ],
  stored,
)

it('finds the sender by its key', async () => {
  expect(await keyring.sender('wk_a')).toEqual({ site: 'a', trusted: false, origins: ['https://a.example'] })
  expect(await keyring.sender('wk_b')).toEqual({ site: 'b', trusted: false, origins: undefined })
  expect(await keyring.sender('sk_a')).toEqual({ site: 'a', trusted: true, origins: undefined })
  expect(await keyring.sender('sk_all')).toEqual({ site: 'server', trusted: true, origins: undefined })
})

it('does not accept other keys', async () => {
  for (const key of ['', 'wk_', 'wk_aa', 'sk_', 'sk_a ', 'SK_A', '__proto__']) {
    expect(await keyring.sender(key)).toBeUndefined()
    expect(await keyring.secretName(key)).toBeUndefined()
  }
})

it('does not accept a write key as a secret one', async () => {
  expect(await keyring.secretName('sk_a')).toBe('configured')
  expect(await keyring.secretName('wk_a')).toBeUndefined()
})

it('says what is wrong with keys from plain JavaScript', () => {
  const create = (key: object) => () => createKeyring([key as Key], stored)
  expect(create({ kind: 'secret', key: undefined })).toThrow('A secret key is empty: see that its variable')
  expect(create({ kind: 'private', key: 'sk' })).toThrow('A key has the kind "private": it is "write"')
  expect(create({ kind: 'write', key: 'wk' })).toThrow('A write key has no `site`')
})

it('refuses empty and duplicate keys', () => {
  expect(() => createKeyring([{ kind: 'secret', key: '' }], stored)).toThrow('empty')
  const twice = [
    { kind: 'write', key: 'k', site: 'a' },
    { kind: 'secret', key: 'k' },
  ] as const
  expect(() => createKeyring(twice, stored)).toThrow('twice')
})

it('refuses addresses that are not origins', () => {
  expect(originOf('HTTPS://Example.com:443')).toBe('https://example.com')
  for (const text of ['example.com', 'https://example.com/page', '*', '', 'null', 'ftp://example.com']) {
    expect(() => originOf(text)).toThrow('not an origin')
  }
  // It would match no page at all.
  expect(() => originOf('https://*.example.com')).toThrow('is a pattern: name each origin')
})
