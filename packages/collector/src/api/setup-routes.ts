import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { setupSchema } from '@leadlight/protocol'
import type { OriginPolicy } from '../ingest/origin-policy.ts'
import type { Keyring } from '../keys.ts'
import type { RefusedPages } from '../setup/refused-pages.ts'
import type { Store } from '../storage/port.ts'
import { component, responses } from './api-schemas.ts'

/** What `GET /api/setup` reads. */
export interface SetupSources {
  store: Store
  keyring: Keyring
  origins: OriginPolicy
  refused: RefusedPages
  now: () => number
}

const DAY_MS = 86_400_000

const readSetup = createRoute({
  method: 'get',
  path: '/api/setup',
  tags: ['Operation'],
  summary: 'What a website needs in order to send events, and what has arrived so far',
  description:
    'Lists the write keys, which are public, with the pages that may use them. Keys in the database are known by their last characters only. Robots are not counted as visitors.',
  responses: responses('Keys and arrivals', component('Setup', setupSchema)),
})

/** Adds the route `GET /api/setup`. */
export function addSetupRoute(
  app: OpenAPIHono,
  { store, keyring, origins, refused, now }: SetupSources,
): void {
  app.openapi(readSetup, async (c) => {
    await keyring.prepare()
    const time = now()
    const arrived = await store.read(async (snapshot) => {
      const [first] = await snapshot.visitsWithin({ from: 0, to: time + 1 }, { after: null, limit: 1 })
      const visitors = await snapshot.countVisitors({ from: time - DAY_MS, to: time + 1 }, {})
      return { first: first?.place.at, visitors }
    }, 'long')
    const setup = {
      writeKeys: keyring
        .writeKeys()
        .map((writer) => ({ ...writer, origins: origins.listOf(writer)?.slice() ?? null })),
      firstVisitAt: arrived.first === undefined ? null : isoTime(arrived.first),
      visitorsOfLastDay: arrived.visitors,
      refused: refused.list().map((page) => ({ ...page, at: isoTime(page.at) })),
    }
    return c.json(setup, 200)
  })
}

function isoTime(time: number): string {
  return new Date(time).toISOString()
}
