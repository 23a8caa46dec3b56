import type { Lead, LeadExport, List, ScoreAnswer, ScoreCourse, TimelineEntry } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { collector, get, noon, refusal } from './two-leads.test.setup.ts'

describe('leads', () => {
  it('are ranked by score', async () => {
    const { data, next } = await get<List<Lead>>('/api/leads')
    expect(data.map((lead) => lead.email)).toEqual(['ada@acme.example', 'eve@other.example'])
    expect(next).toBeNull()
    const worst = await get<List<Lead>>('/api/leads?sort=score')
    expect(worst.data[0]?.email).toBe('eve@other.example')
  })

  it('are listed page by page', async () => {
    const first = await get<List<Lead>>('/api/leads?limit=1')
    const second = await get<List<Lead>>(`/api/leads?limit=1&cursor=${encodeURIComponent(first.next ?? '')}`)
    expect([first, second].map(({ data }) => data[0]?.email)).toEqual([
      'ada@acme.example',
      'eve@other.example',
    ])
    expect(second.next).toBeNull()
  })

  it('are found by a part of their e-mail address', async () => {
    const { data } = await get<List<Lead>>('/api/leads?q=ACME')
    expect(data.map((lead) => lead.email)).toEqual(['ada@acme.example'])
  })

  it('are read by id and by name', async () => {
    const { data } = await get<List<Lead>>('/api/leads')
    const byId = await get<Lead>(`/api/leads/${data[0]?.id}`)
    const byName = await get<Lead>('/api/leads/email:ada@acme.example')
    expect(byId).toEqual(data[0])
    expect(byName).toEqual(byId)
    expect(byId.firstSource).toMatchObject({ channel: 'social', source: 'facebook' })
  })

  it('have a timeline grouped by visits', async () => {
    const { data } = await get<List<TimelineEntry>>('/api/leads/email:ada@acme.example/events')
    expect(data).toMatchObject([{ type: 'visit', visitor: 'v1', source: { channel: 'social' } }])
  })

  it('are explained and exported with the score that is listed, also when the clock of their sender is ahead', async () => {
    const event = { type: 'page' as const, anonymousId: 'v1', properties: { path: '/pricing' } }
    const ahead = new Date(noon + 90_000).toISOString()
    const before = await get<Lead>('/api/leads/email:ada@acme.example')
    await collector.ingest({ writeKey: 'wk', sentAt: ahead, batch: [{ ...event, timestamp: ahead }] })
    const lead = await get<Lead>('/api/leads/email:ada@acme.example')
    expect(lead.score).toBeGreaterThan(before.score)
    const path = `/api/leads/${lead.id}`
    const { score, grade, at, contributions } = await get<ScoreAnswer>(`${path}/score`)
    expect({ score, grade, at }).toEqual({ score: lead.score, grade: lead.grade, at: ahead })
    expect(contributions.reduce((sum, { points }) => sum + Math.round(points * 100), 0)).toBe(
      Math.round(lead.score * 100),
    )
    expect((await get<LeadExport>(`${path}/export`)).score.score).toBe(lead.score)
    expect((await get<ScoreCourse>(`${path}/score/history`)).points.at(-1)?.score).toBe(lead.score)
    const now = await get<ScoreAnswer>(`${path}/score?at=${new Date(noon).toISOString()}`)
    expect(now.score).toBe(before.score)
  })

  it('have a score that is the sum of its contributions, at any time', async () => {
    const now = await get<ScoreAnswer>('/api/leads/email:ada@acme.example/score')
    const cents = now.contributions.reduce((sum, { points }) => sum + Math.round(points * 100), 0)
    expect(cents).toBe(Math.round(now.score * 100))
    expect(now.score).toBeGreaterThan(0)
    const before = await get<ScoreAnswer>('/api/leads/email:ada@acme.example/score?at=2026-11-21T10:30:00Z')
    expect(before.at).toBe('2026-11-21T10:30:00.000Z')
    expect(before.engagement).toBe(0)
  })

  it('have a score history that agrees with the score at each time', async () => {
    const path = '/api/leads/email:ada@acme.example/score'
    const course = await get<ScoreCourse>(`${path}/history?to=2027-01-01T00:00:00Z`)
    const last = course.points.at(-1)
    expect([course.points[0]?.at, last?.at]).toEqual([course.from, course.to])
    expect(course.from).toBe('2026-11-21T11:00:00.000Z')
    for (const point of [course.points[1], course.points[9], last]) {
      const { score, stage } = await get<ScoreAnswer>(`${path}?at=${point?.at}`)
      expect(point).toMatchObject({ score, stage })
    }
    const sent = course.points.findIndex(({ at }) => at === '2026-11-21T11:03:00.000Z')
    expect(course.points[sent - 1]?.at).toBe('2026-11-21T11:02:59.999Z')
    expect(course.points[sent]?.score).toBeGreaterThan(course.points[sent - 1]?.score ?? 0)
    const backwards = `${path}/history?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z`
    expect(await refusal(backwards)).toMatchObject({ status: 400, code: 'invalid_query' })
  })

  it.each(['', '/events', '/score', '/score/history'])(
    'are not found under unknown names: %s',
    async (rest) => {
      expect(await refusal(`/api/leads/nobody${rest}`)).toMatchObject({ status: 404, code: 'unknown_lead' })
    },
  )
})
