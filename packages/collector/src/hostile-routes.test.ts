import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startCollector } from './collector.test.setup.ts'
import type { Collector } from './collector.ts'
import { apiRoutes, ingestRoutes, type Route } from './every-route.test.routes.ts'

/** Every way in, asked for nonsense with the right key: what a stranger with a key, or an owner's broken program, can do. */

const numRuns = Number(process.env.PROPERTY_RUNS ?? 1_500)
const failures: unknown[] = []
let collector: Collector
let routes: Route[]

/** As many requests as one collector gets: its answers grow with what it holds. */
const ROUND = 2_000

async function begin(): Promise<void> {
  collector = startCollector({ onError: (error) => failures.push(error) })
  await collector.ingest({
    writeKey: 'wk',
    sentAt: new Date().toISOString(),
    batch: [{ type: 'identify', userId: 'u', anonymousId: 'v', traits: { email: 'ada@example.com' } }],
  })
  // A model that polluted every lead's score would be found by what it answers, but takes long to put in force.
  routes = [...(await apiRoutes(collector, 'sk')), ...ingestRoutes].filter(
    ({ path }) => path !== '/api/model',
  )
}

const reaching = ['__proto__', 'constructor', 'prototype', 'constructor.prototype', '__proto__[polluted]']
const anyKey = fc.oneof(
  fc.constantFrom(...reaching),
  fc.constantFrom('polluted', 'traits', 'context', 'properties', 'batch', 'fields', 'limit', 'cursor', 'q'),
)
const anyText = fc.oneof(
  fc.constantFrom(
    ...reaching,
    'polluted',
    '{"__proto__":{"polluted":"yes"}}',
    'user:u',
    'email:ada@example.com',
  ),
  fc.string({ maxLength: 20 }),
)
const { anything } = fc.letrec((again) => ({
  anything: fc.oneof(
    { maxDepth: 4 },
    anyText,
    fc.constant({ polluted: 'yes' }),
    fc.array(again('anything'), { maxLength: 3 }),
    // Own properties even for `__proto__`, as `JSON.parse` makes them.
    fc
      .array(fc.tuple(anyKey, again('anything')), { maxLength: 3 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}))
const anyBody = fc.oneof(
  anything,
  anything.map((value) => ({
    batch: [value, { type: 'track', event: 'E', userId: 'u', properties: value }],
  })),
  anything.map((value) => ({ type: 'identify', userId: 'u', traits: value, context: value })),
  anything.map((value) => ({ type: 'page', userId: 'u', context: { page: value, campaign: value } })),
)
/** What a header can hold. */
const anyHeader = anyText.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '').trim())
const anyRequest = fc.record({
  route: fc.nat(),
  parameter: anyText.filter((text) => text !== ''),
  query: fc.array(fc.tuple(anyKey, anyText), { maxLength: 3 }),
  header: fc.tuple(
    fc.constantFrom('anonymousid', 'content-type', 'user-agent', 'if-none-match', '__proto__', 'constructor'),
    anyHeader,
  ),
  body: anyBody,
})

interface Asked {
  route: number
  parameter: string
  query: [string, string][]
  header: [string, string]
  body: unknown
}

async function ask({ route, parameter, query, header, body }: Asked): Promise<Response> {
  const { method, path } = routes[route % routes.length] ?? { method: 'GET', path: '/' }
  const filled = path.replaceAll(
    /\{[^}]+\}/g,
    encodeURIComponent(parameter.replaceAll(/[\ud800-\udfff]/g, '')),
  )
  const address = `https://leads.example${filled}?${new URLSearchParams(query)}`
  const isApi = path.startsWith('/api/')
  const headers = { authorization: isApi ? 'Bearer sk' : `Basic ${btoa('wk:')}`, [header[0]]: header[1] }
  const withBody = method === 'GET' || method === 'HEAD' ? {} : { body: JSON.stringify(body) ?? '' }
  return collector.fetch(new Request(address, { method, headers, ...withBody }))
}

/** Names that no object has by itself. */
const clean = Object.getOwnPropertyNames(Object.prototype).sort().join()

function expectClean(): void {
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(clean)
  expect(Reflect.get([], 'polluted')).toBeUndefined()
  expect(Reflect.get(() => {}, 'polluted')).toBeUndefined()
}

describe('every route', () => {
  it('changes no prototype and never fails, whatever is in body, path, query and headers', async () => {
    const statuses = new Map<number, number>()
    for (let done = 0; done < numRuns; done += ROUND) {
      await begin()
      await round(Math.min(ROUND, numRuns - done), done, statuses)
    }
    // Much of it gets through, and much is refused: neither would a guard that refuses everything pass, nor none.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(numRuns / 20)
    expect(statuses.get(400) ?? 0).toBeGreaterThan(numRuns / 50)
  }, 0)

  async function round(requests: number, done: number, statuses: Map<number, number>): Promise<void> {
    const { seed = Date.now() } = fc.readConfigureGlobal() ?? {}
    await fc.assert(
      fc.asyncProperty(anyRequest, async (asked) => {
        const response = await ask(asked)
        expect(failures.splice(0)).toEqual([])
        expect(response.status).toBeLessThan(500)
        expectClean()
        const text = await response.text()
        const isCsv = response.headers.get('content-type')?.startsWith('text/csv')
        if (text !== '' && response.status !== 304 && !isCsv) JSON.parse(text)
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
      }),
      { numRuns: requests, seed: (seed + done) | 0 },
    )
  }

  it('a changed prototype is detected (negative control)', () => {
    const careless = (target: Record<string, unknown>, source: Record<string, unknown>): void => {
      for (const [key, value] of Object.entries(source)) {
        const inner = Reflect.get(target, key)
        if (typeof value === 'object' && value !== null && typeof inner === 'object' && inner !== null) {
          careless(inner as Record<string, unknown>, value as Record<string, unknown>)
        } else target[key] = value
      }
    }
    try {
      careless({}, JSON.parse('{"__proto__":{"polluted":"yes"}}'))
      expect(expectClean).toThrow()
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted')
    }
  })
})
