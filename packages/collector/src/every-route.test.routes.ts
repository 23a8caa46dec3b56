import { expect } from 'vitest'
import type { Collector } from './collector.ts'
import { ingestPaths } from './ingest/ingest-paths.ts'

/** One way to ask a collector for something. */
export interface Route {
  method: string
  /** With parameters in braces, as in OpenAPI. */
  path: string
  /** Needs the secret key. */
  isClosed: boolean
}

/** Every route of the API, as its description names them: one that is added is tested without being added here. */
export async function apiRoutes(collector: Collector, secretKey: string): Promise<Route[]> {
  const headers = { authorization: `Bearer ${secretKey}` }
  const request = new Request('https://leads.example/api/openapi.json', { headers })
  const description = await (await collector.fetch(request)).json()
  const routes: Route[] = Object.entries<Record<string, { security?: unknown[] }>>(description.paths).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => ({
        method: method.toUpperCase(),
        path,
        isClosed: security?.length !== 0,
      })),
  )
  expect(routes.length).toBeGreaterThan(9)
  const description31 = { method: 'GET', path: '/api/openapi.json', isClosed: false }
  return [...routes, description31, { method: 'GET', path: '/api/unknown', isClosed: true }]
}

/** Every address that pages send to. */
export const ingestRoutes: Route[] = [...ingestPaths().map(({ path }) => path), '/v1/visitor'].map(
  (path) => ({
    method: 'POST',
    path,
    isClosed: false,
  }),
)

/** The path with each of its parameters replaced. */
export function fillPath({ path }: Route, value: string): string {
  return path.replaceAll(/\{[^}]+\}/g, encodeURIComponent(value))
}
