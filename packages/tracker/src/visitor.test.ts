import { VISIT_GAP_MS } from '@leadlight/protocol/limits'
import { beforeEach, expect, test } from 'vitest'

import { createVisitor, forgetVisitor } from './visitor.ts'

const cookie = () => document.cookie.match(/leadlight=([^;]*)/)?.[1]
const deleteCookie = () => {
  // biome-ignore lint/suspicious/noDocumentCookie: the way visitors lose it
  document.cookie = 'leadlight=;path=/;max-age=-1'
}
const create = (persistent = true) => createVisitor(persistent ? localStorage : {}, persistent)

beforeEach(() => {
  localStorage.clear()
  deleteCookie()
})

test('keeps the visitor on the next page', () => {
  const first = create()
  first.become(first.anonymousId, 'user.1; "x"')
  expect(create().anonymousId).toBe(first.anonymousId)
  expect(create().userId).toBe('user.1; "x"')
})

test('restores a lost cookie from localStorage', () => {
  const first = create()
  first.become(first.anonymousId, 'u1')
  deleteCookie()
  expect(create().anonymousId).toBe(first.anonymousId)
  expect(cookie()).toBe(`${first.anonymousId}.u1`)
})

test('restores a lost localStorage from the cookie', () => {
  const first = create()
  localStorage.clear()
  expect(create().anonymousId).toBe(first.anonymousId)
  expect(localStorage.leadlight).toBe(`${first.anonymousId}.`)
})

test.each(['', 'short', 'x'.repeat(300)])('creates a new visitor if the stored value is %s', (value) => {
  localStorage.leadlight = value
  expect(create().anonymousId).toMatch(/^\d+(-\d+){3}$/)
})

test('ignores a malformed user id', () => {
  localStorage.leadlight = `${'a'.repeat(36)}.%E0%A4%A`
  expect(create()).toMatchObject({ anonymousId: 'a'.repeat(36), userId: undefined })
})

test('creates a new visitor on reset, in cookie and localStorage', () => {
  const visitor = create()
  visitor.become(visitor.anonymousId, 'u1')
  const before = visitor.anonymousId
  visitor.become()
  expect(visitor.anonymousId).not.toBe(before)
  expect(visitor.userId).toBeUndefined()
  expect(create().anonymousId).toBe(visitor.anonymousId)
})

test('forgetting deletes everything', () => {
  const visitor = create()
  visitor.visit(1)
  forgetVisitor(localStorage)
  expect(cookie() ?? '').toBe('')
  expect(localStorage.length).toBe(0)
})

test('without persistence: stores nothing', () => {
  const visitor = create(false)
  visitor.visit(1)
  expect(cookie() ?? '').toBe('')
  expect(localStorage.length).toBe(0)
  expect(create(false).anonymousId).not.toBe(visitor.anonymousId)
})

test('a visit spans pages, and ends after thirty minutes without events, or when the clock jumps', () => {
  const start = Date.UTC(2026, 0, 1)
  expect(create().visit(start)).toBe(start)
  expect(create().visit(start + VISIT_GAP_MS - 1)).toBe(start)
  const later = start + 2 * VISIT_GAP_MS
  expect(create().visit(later)).toBe(later)
  expect(create().visit(start)).toBe(start)
})

test('renews the cookie on each page, unless the collector set it and nothing has changed', () => {
  const written: string[] = []
  let kept = ''
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => kept,
    set: (text: string) => {
      written.push(text)
      kept = text.split(';')[0] ?? ''
    },
  })
  const first = create()
  create()
  expect(written).toHaveLength(2)
  first.become(first.anonymousId, 'u1')
  localStorage.setItem('leadlight-served', 'x')
  const second = create()
  expect(written).toHaveLength(3)
  // The new user id is a prefix of the old one.
  second.become(second.anonymousId, 'u')
  expect(written[3]).toContain(`leadlight=${first.anonymousId}.u;`)
  forgetVisitor(localStorage)
  expect(written[4]).toContain('leadlight=;')
  Reflect.deleteProperty(document, 'cookie')
})

test('a cookie for several hosts replaces that of one, which would be read first', () => {
  const written: string[] = []
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => '',
    set: (text: string) => void written.push(text),
  })
  const { anonymousId } = createVisitor(localStorage, true, 'example.com')
  forgetVisitor(localStorage, 'example.com')
  const told = written.map((text) => text.replace('path=/;samesite=lax;', ''))
  const [none, all] = ['leadlight=;max-age=-1;domain=', 'leadlight=;max-age=-1;domain=example.com']
  expect(told).toEqual([none, `leadlight=${anonymousId}.;max-age=34560000;domain=example.com`, none, all])
  Reflect.deleteProperty(document, 'cookie')
})

test('reads the ids again that another page has changed, and keeps them where cookies are refused', () => {
  const visitor = create()
  create().become('b'.repeat(36), 'u2')
  visitor.read()
  expect(visitor).toMatchObject({ anonymousId: 'b'.repeat(36), userId: 'u2' })

  const refuse = () => {
    throw new DOMException('sandboxed', 'SecurityError')
  }
  Object.defineProperty(document, 'cookie', { configurable: true, get: refuse, set: refuse })
  const sandboxed = createVisitor({}, true)
  const before = sandboxed.anonymousId
  sandboxed.read()
  expect(sandboxed.anonymousId).toBe(before)
  Reflect.deleteProperty(document, 'cookie')
})
