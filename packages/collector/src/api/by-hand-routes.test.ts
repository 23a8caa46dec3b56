import type { LeadExport } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { askAsOwner } from '../collector.test.setup.ts'
import {
  clock,
  collector,
  iso,
  lead,
  noon,
  restartWith,
  say,
  score,
  send,
  told,
} from './by-hand.test.setup.ts'

describe('points by hand', () => {
  it('count from the time they were given, and name the author and the reason', async () => {
    const before = await score()
    const { lead: after, messageId } = await say(`${lead}/points`, { points: 12.5, ...told })
    expect(after.score).toBe(before.score + 12.5)
    const { contributions } = await score()
    expect(contributions.at(-1)).toMatchObject({
      rule: 'manual',
      label: 'By hand, Bob: met at the fair',
      points: 12.5,
      events: [{ messageId }],
    })
    expect((await score(noon + 59_999)).score).toBe(before.score)
  })

  it('do not change when the lead was last seen', async () => {
    await say(`${lead}/points`, { points: 5, ...told })
    await say(`${lead}/stage`, { stage: 'sql', ...told })
    await say(`${lead}/outcome`, { outcome: 'won', ...told })
    expect((await send(lead)).body.lastSeen).toBe(iso(noon))
    const page = { type: 'page' as const, messageId: 'p', anonymousId: 'v', properties: { path: '/' } }
    await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [page] })
    expect((await send(lead)).body.lastSeen).toBe(iso(clock))
  })

  it('are lifted by another event, once, however often that is requested', async () => {
    const before = await score()
    const { messageId } = await say(`${lead}/points`, { points: 5, dimension: 'engagement', ...told })
    const lift = `${lead}/points/${messageId}/lift`
    const { lead: lifted } = await say(lift, { author: 'Eve', reason: 'another Ada' })
    expect([lifted.score, lifted.engagement]).toEqual([before.score, before.engagement])
    await say(lift, { author: 'Eve', reason: 'asked again' })
    const after = await score()
    expect(after.score).toBe(before.score)
    expect(after.contributions.slice(-2).map(({ points, label }) => [points, label])).toEqual([
      [5, 'By hand, Bob: met at the fair'],
      [-5, 'By hand, Eve: another Ada'],
    ])
    expect((await score(noon + 60_000)).score).toBe(before.score + 5)
  })

  it('count once when the same request is repeated', async () => {
    const body = { points: 5, messageId: 'mine', ...told }
    const { lead: first } = await say(`${lead}/points`, body)
    const { lead: second } = await say(`${lead}/points`, body)
    expect(second.score).toBe(first.score)
    const other = await send(`${lead}/points`, { ...body, points: 6 })
    expect(other).toMatchObject({ status: 400, body: { error: { code: 'message_id_taken' } } })
  })

  it('are the same after a replay under another model version', async () => {
    const { lead: before } = await say(`${lead}/points`, { points: 12.5, ...told })
    restartWith({ ...defaultModel, version: 99 })
    expect((await send(lead)).body.score).toBe(before.score)
  })

  it('cannot be given with a public key', async () => {
    const before = await score()
    for (const [event, properties] of [
      ['Points Adjusted', { points: 100, ...told }],
      ['Stage Set', { stage: 'customer', ...told }],
    ] as const) {
      await collector.ingest({
        writeKey: 'wk',
        sentAt: iso(clock),
        batch: [{ type: 'track', event, messageId: event, anonymousId: 'v', properties }],
      })
    }
    const after = await score()
    expect([after.score, after.stage]).toEqual([before.score, before.stage])
    // The same with the secret key does.
    await collector.ingest({
      writeKey: 'sk',
      sentAt: iso(clock),
      batch: [
        {
          type: 'track',
          event: 'Points Adjusted',
          messageId: 'own',
          anonymousId: 'v',
          properties: { points: 100, ...told },
        },
      ],
    })
    expect((await score()).score).toBe(before.score + 100)
    expect((await send(`${lead}/points`, { points: 1, ...told }, 'wk')).status).toBe(401)
  })

  it.each([
    [{ points: 1 }, /author: .*\nreason: /],
    [{ points: 0, ...told }, /^points: must not be zero/],
    [{ points: 1.001, ...told }, /^points: points are multiples of 0.01/],
    [{ points: 1e9, ...told }, /^points: /],
    [{ points: '5', ...told }, /^points: /],
    [{ points: 5, ...told, dimention: 'fit' }, /dimention/],
  ])('are refused with a message that names the mistake: %j', async (body, message) => {
    const answer = await send(`${lead}/points`, body)
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_body' } } })
    expect(answer.body.error.message).toMatch(message)
  })

  it('need an existing lead, and existing points to lift', async () => {
    const nobody = '/api/leads/email:nobody@acme.example'
    expect((await send(`${nobody}/points`, { points: 5, ...told })).body.error.code).toBe('unknown_lead')
    expect((await send(`${lead}/points/none/lift`, told)).body.error.code).toBe('unknown_adjustment')
    const { messageId } = await say(`${lead}/points`, { points: 5, ...told })
    const { messageId: lift } = await say(`${lead}/points/${messageId}/lift`, told)
    expect((await send(`${lead}/points/${lift}/lift`, told)).body.error.code).toBe('unknown_adjustment')
  })

  it('are part of the export, and are erased with the lead', async () => {
    await say(`${lead}/points`, { points: 5, ...told })
    const { body }: { body: LeadExport } = await send(`${lead}/export`)
    expect(body.events.at(-1)).toMatchObject({ name: 'Points Adjusted', properties: { author: 'Bob' } })
    const erasure = await askAsOwner(collector, lead, 'DELETE')
    expect(await erasure.json()).toMatchObject({ events: 2 })
  })
})
