import { expect, it } from 'vitest'
import { createAssets } from './assets.ts'

const javascript = 'text/javascript; charset=utf-8'
const serve = createAssets({
  '/leadlight.js': { body: 'let a = 1', type: javascript },
  '/chunk-1a2b.js': { body: new TextEncoder().encode('let b = 2'), type: javascript, immutable: true },
  '/page.html': { body: '<p>', type: 'text/html; charset=utf-8' },
})

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  const response = await serve(new Request(`https://leads.example${path}`, { method, headers }), path)
  if (response === undefined) throw new Error(`${path} is not served`)
  return response
}

it('serves scripts to every page', async () => {
  const response = await get('/leadlight.js')
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('let a = 1')
  expect(response.headers.get('content-type')).toBe(javascript)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

it('lets browsers cache hashed names for ever, and revalidate stable ones', async () => {
  expect((await get('/chunk-1a2b.js')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/leadlight.js')).headers.get('cache-control')).toMatch(/max-age=\d{1,4},/)
})

it('answers 304 when the browser has the same content', async () => {
  const etag = (await get('/leadlight.js')).headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\da-f]{32}"$/)
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const response = await get('/leadlight.js', { 'if-none-match': known })
    expect(response.status).toBe(304)
    expect(response.headers.get('etag')).toBe(etag)
    expect(await response.text()).toBe('')
  }
  expect((await get('/leadlight.js', { 'if-none-match': '"other"' })).status).toBe(200)
  expect((await get('/chunk-1a2b.js')).headers.get('etag')).not.toBe(etag)
})

it('answers HEAD without the body', async () => {
  const response = await get('/leadlight.js', {}, 'HEAD')
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('')
})

it('forbids pages to load anything from elsewhere, and frames', async () => {
  const response = await get('/page.html')
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(response.headers.has('access-control-allow-origin')).toBe(false)
})

it('serves nothing else', async () => {
  for (const path of ['/', '/leadlight.js/', '/__proto__', '/constructor', 'toString']) {
    expect(await serve(new Request('https://leads.example/'), path)).toBeUndefined()
  }
  const post = new Request('https://leads.example/leadlight.js', { method: 'POST' })
  expect(await serve(post, '/leadlight.js')).toBeUndefined()
})
