import type { Lead, LinkAnswer, List, ScoreAnswer, TimelineEntry } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')
let time = noon
let collector: Collector

const page = (messageId: string, anonymousId: string) => ({
  type: 'page' as const,
  messageId,
  anonymousId,
  properties: { path: '/pricing', url: 'https://www.example/pricing' },
})
const identify = (messageId: string, anonymousId: string, userId: string | undefined, email: string) => ({
  type: 'identify' as const,
  messageId,
  anonymousId,
  ...(userId && { userId }),
  traits: { email },
})

beforeEach(async () => {
  time = noon
  collector = startCollector({ now: () => time })
  await send(page('a', 'v1'), identify('b', 'v1', 'u1', 'ada@x.example'))
  await send(page('c', 'v2'), identify('d', 'v2', 'u1', 'ada@x.example'))
  await send(page('e', 'v3'), identify('f', 'v3', undefined, 'bob@x.example'))
})

async function send(...batch: (ReturnType<typeof page> | ReturnType<typeof identify>)[]): Promise<void> {
  time += 60_000
  const sentAt = new Date(time).toISOString()
  await collector.ingest({ writeKey: 'wk', sentAt, batch: batch.map((m) => ({ ...m, timestamp: sentAt })) })
}

async function ask<Answer>(path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  time += 1
  const method = body === undefined ? 'GET' : 'POST'
  const response = await askAsOwner(collector, `/api/leads${path}`, method, body)
  return { status: response.status, body: await response.json() }
}

async function leads(): Promise<string[]> {
  const { body } = await ask<List<Lead>>('?sort=firstSeen')
  return body.data.map(
    ({ email, userId, visitors }) => `${[userId, email].filter(Boolean).join('+')} ${visitors.join(' ')}`,
  )
}

describe('unlink', () => {
  it('removes a visitor and its points from a lead, until it is linked again', async () => {
    const before = await leads()
    expect(before).toEqual(['u1+ada@x.example v1 v2', 'bob@x.example v3'])
    const full = (await ask<ScoreAnswer>('/user:u1/score')).body.score

    const order = { visitor: 'v2', author: 'Eve', reason: 'shared laptop' }
    const { status, body } = await ask<LinkAnswer>('/user:u1/unlink', order)
    expect(status).toBe(200)
    expect(body.links).toEqual([{ name: 'visitor:v2', person: 'user:u1' }])
    expect(await leads()).toEqual(['u1+ada@x.example v1', 'bob@x.example v3'])
    expect((await ask<ScoreAnswer>('/user:u1/score')).body.score).toBeLessThan(full)
    // What the browser says later changes nothing.
    await send(page('g', 'v2'), identify('h', 'v2', 'u1', 'ada@x.example'))
    expect(await leads()).toEqual(['u1+ada@x.example v1', 'bob@x.example v3'])
    const { body: timeline } = await ask<List<TimelineEntry>>('/user:u1/events')
    expect(timeline.data[0]).toMatchObject({
      type: 'event',
      event: { name: 'Link Removed', properties: { author: 'Eve' } },
    })

    expect((await ask('/user:u1/link', { visitor: 'v2' })).status).toBe(200)
    expect(await leads()).toEqual(before)
    const later = (await ask<ScoreAnswer>('/user:u1/score')).body.score
    expect(later).toBeGreaterThanOrEqual(full - 0.01)
  })

  it('gives the visitor’s events to the other person it was identified as', async () => {
    await send(identify('g', 'v2', undefined, 'bob@x.example'), page('h', 'v2'))
    await ask('/user:u1/unlink', { visitor: 'v2' })
    expect(await leads()).toEqual(['u1+ada@x.example v1', 'bob@x.example v2 v3'])
  })

  it('finds names as they are stored, without characters that PostgreSQL refuses', async () => {
    await send(page('g', 'v\0'), identify('h', 'v\0', 'u1', 'ada@x.example'))
    const { body } = await ask<LinkAnswer>('/user:u1/unlink', { visitor: 'v\0' })
    expect(body.links).toEqual([{ name: 'visitor:v\ufffd', person: 'user:u1' }])
    for (const name of [{ userId: 'a\0' }, { email: 'a\0@x.example' }]) {
      expect((await ask('/user:u1/unlink', name)).status).toBe(404)
    }
  })

  it('removes an e-mail address from a user', async () => {
    const { body } = await ask<LinkAnswer>('/user:u1/unlink', { email: 'ADA@x.example' })
    expect(body.links).toEqual([{ name: 'email:ada@x.example', person: 'user:u1' }])
    expect(await leads()).toEqual(['u1 v1 v2', 'bob@x.example v3'])
    expect((await ask('/email:ada@x.example')).status).toBe(404)
    // A lead of its own from the first thing done under it.
    await send(identify('g', 'v4', undefined, 'ada@x.example'))
    expect(await leads()).toEqual(['u1 v1 v2', 'bob@x.example v3', 'ada@x.example v4'])
    await ask('/user:u1/link', { email: 'ada@x.example' })
    expect(await leads()).toEqual(['u1+ada@x.example v1 v2 v4', 'bob@x.example v3'])
  })

  it.each([
    ['/nobody/unlink', { visitor: 'v1' }, 404, 'unknown_lead'],
    ['/user:u1/unlink', { visitor: 'v3' }, 404, 'unknown_link'],
    ['/user:u1/link', { visitor: 'v1' }, 404, 'unknown_link'],
    ['/user:u1/unlink', {}, 400, 'invalid_body'],
    ['/user:u1/unlink', { visitor: 'v1', email: 'a@b.example' }, 400, 'invalid_body'],
  ])('refuses %s with %j', async (path, body, status, code) => {
    expect(await ask(path, body)).toMatchObject({ status, body: { error: { code } } })
  })
})
