import { expect, it } from 'vitest'
import { createStaticFiles } from './static-files.ts'

const body = new TextEncoder().encode('<p>leads</p>')
const serve = createStaticFiles(new Map([['/', { type: 'text/html; charset=utf-8', body }]]), {
  'x-test': 'yes',
})

function ask(path: string, init?: RequestInit): Response | undefined {
  return serve(new Request(`http://localhost${path}`, init))
}

it('answers a known path with type, length and the given headers', async () => {
  const answer = ask('/?utm_source=x')
  expect(answer?.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(answer?.headers.get('content-length')).toBe('12')
  expect(answer?.headers.get('x-test')).toBe('yes')
  expect(await answer?.text()).toBe('<p>leads</p>')
})

it('returns nothing for other paths', () => {
  expect(ask('/api/leads')).toBeUndefined()
  expect(ask('/..%2fpackage.json')).toBeUndefined()
})

it('answers 304 when the browser has the file', () => {
  const etag = ask('/')?.headers.get('etag') ?? ''
  expect(ask('/', { headers: { 'if-none-match': `W/"x", ${etag}` } })?.status).toBe(304)
  expect(ask('/', { headers: { 'if-none-match': '"other"' } })?.status).toBe(200)
})

it('answers HEAD without a body, and refuses other methods', async () => {
  expect(await ask('/', { method: 'HEAD' })?.text()).toBe('')
  expect(ask('/', { method: 'POST' })?.status).toBe(405)
})
