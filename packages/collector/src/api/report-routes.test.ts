import type { ContentRow, FunnelReport, List, SourceRow } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { ask, collector, get, noon } from './two-leads.test.setup.ts'

describe('reports and health', () => {
  it('count leads by source', async () => {
    const { data, next } = await get<List<SourceRow>>('/api/reports/sources')
    expect(data).toMatchObject([{ channel: 'social', source: 'facebook', visits: 2, visitors: 2, leads: 2 }])
    expect(next).toBeNull()
    const before = await get<List<SourceRow>>('/api/reports/sources?to=2026-01-01T00:00:00Z')
    expect(before.data).toEqual([])
  })

  it('count how far visitors and leads got', async () => {
    const { data, ...rest } = await get<FunnelReport>('/api/reports/funnel')
    expect(data.map(({ stage, reached }) => [stage, reached])).toEqual([
      ['visitor', 2],
      ['lead', 2],
      ['mql', 2],
      ['sql', 0],
      ['customer', 0],
    ])
    expect(data[1]).toMatchObject({ now: 0, conversion: 1, medianMs: 120_000, timed: 2 })
    expect(data[2]).toMatchObject({ now: 2, conversion: 1, medianMs: 0, timed: 2 })
    expect(rest).toEqual({ next: null, disqualified: 0, withoutVisit: 0 })
    const none = await get<FunnelReport>('/api/reports/funnel?source=google')
    expect(none.data.map(({ reached }) => reached)).toEqual([0, 0, 0, 0, 0])
    expect(none.data[1]).toMatchObject({ conversion: null, medianMs: null })
  })

  it('list how pages were read, page by page and in each order', async () => {
    const { data, next } = await get<List<ContentRow>>('/api/reports/content')
    expect(data).toMatchObject([
      {
        site: 'www',
        path: '/pricing',
        views: 4,
        visitors: 2,
        measured: 0,
        leads: 2,
        leadsBefore: 2,
        submissions: 2,
      },
    ])
    expect(next).toBeNull()
    const page = (path: string, index: number) => ({
      type: 'page' as const,
      messageId: `read-${index}`,
      anonymousId: `reader-${index % 2}`,
      timestamp: new Date(noon - 60_000).toISOString(),
      properties: { url: `https://www.example${path}`, path },
    })
    const batch = ['/a', '/a', '/b', '/c', '/c', '/c'].map(page)
    await collector.ingest({ writeKey: 'wk', sentAt: new Date(noon).toISOString(), batch })
    const paths: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const part: List<ContentRow> = await get(`/api/reports/content?sort=views&limit=2&cursor=${cursor}`)
      paths.push(...part.data.map(({ path }) => path))
      cursor = part.next
    }
    expect(paths).toEqual(['/b', '/a', '/c', '/pricing'])
    const other = await get<List<ContentRow>>('/api/reports/content?site=nowhere')
    expect(other.data).toEqual([])
  })

  it('show health to everybody, without any other information', async () => {
    const response = await ask('/api/health', {}, {})
    expect(await response.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    await collector.close()
    const closed = await ask('/api/health', {}, {})
    expect(closed.status).toBe(503)
    expect(await closed.json()).toMatchObject({ status: 'unavailable' })
    expect((await ask('/api/health/ready', {}, {})).status).toBe(503)
    expect((await ask('/api/health/live', {}, {})).status).toBe(200)
  })

  it('answer 503 while the store fails', async () => {
    await collector.close()
    const response = await ask('/api/leads')
    expect(response.status).toBe(503)
    expect(response.headers.has('retry-after')).toBe(true)
  })
})
