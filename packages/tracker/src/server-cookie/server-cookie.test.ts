import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PluginHost } from '../plugin.ts'
import { settle } from '../settle.test.setup.ts'
import { serverCookie } from './server-cookie.ts'

/** Tests of timing; a test in test/built covers the cookie in a real browser. */

const id = '1763791200000-111-222-333'
let stopper: AbortController
let answer: ((status: number) => void)[]
let bodies: unknown[]

beforeEach(() => {
  localStorage.clear()
  stopper = new AbortController()
  answer = []
  bodies = []
  // A browser may set the cookie of a response although the page has aborted the request.
  vi.stubGlobal('fetch', (_url: string, { body }: { body: string }) => {
    bodies.push(JSON.parse(body))
    return new Promise<Response>((resolve) => {
      answer.push((status) => {
        if (status === 204) setCookie(`${JSON.parse(body).anonymousId}.`)
        resolve(new Response(null, { status }))
      })
    })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  setCookie('', -1)
})

function setCookie(value: string, age = 1_000): void {
  // biome-ignore lint/suspicious/noDocumentCookie: what the answer of a server does
  document.cookie = `leadlight=${value};path=/;max-age=${age}`
}
const start = (anonymousId = id, persistent = true) =>
  serverCookie({ collector: 'https://leads.example/' })({
    visitor: { anonymousId, userId: undefined, persistent },
    signal: stopper.signal,
  } as PluginHost)

test('sends one request a day, another one for a new visitor, and repeats failed ones', async () => {
  start()
  answer[0]?.(500)
  await settle()
  start()
  answer[1]?.(204)
  await settle()
  start()
  expect(bodies).toEqual([{ anonymousId: id }, { anonymousId: id }])
  start('1763791200000-444-555-666')
  expect(bodies).toHaveLength(3)
})

test('deletes a cookie that is set after a denial', async () => {
  start()
  stopper.abort()
  answer[0]?.(204)
  expect(document.cookie).toContain(id)
  await settle()
  expect(document.cookie).not.toContain('leadlight')
  expect(localStorage).toHaveLength(0)
})

test('keeps the cookie of a visitor who has consented again', async () => {
  start()
  stopper.abort()
  setCookie('1763791200000-444-555-666.')
  answer[0]?.(500)
  await settle()
  expect(document.cookie).toContain('444')
})

test('sends nothing in cookieless mode', () => {
  start(id, false)
  expect(bodies).toEqual([])
})
