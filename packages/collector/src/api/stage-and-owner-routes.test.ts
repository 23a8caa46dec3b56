import type { LeadExport } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { clock, collector, iso, lead, noon, say, score, send, told } from './by-hand.test.setup.ts'

describe('a stage set by hand', () => {
  it('stays until the model may decide again', async () => {
    expect((await say(`${lead}/stage`, { stage: 'sql', ...told })).lead.stage).toBe('sql')
    const list = await send('/api/leads?stage=sql')
    expect(list.body.data).toHaveLength(1)
    expect((await score(noon)).stage).toBe('lead')
    expect((await say(`${lead}/stage`, { stage: null, ...told })).lead.stage).toBe('lead')
    expect((await send('/api/leads?stage=sql')).body.data).toHaveLength(0)
    expect((await score(noon + 60_000)).stage).toBe('sql')
  })

  it('must be a known stage', async () => {
    const answer = await send(`${lead}/stage`, { stage: 'friend', ...told })
    expect(answer.body.error.message).toMatch(/^stage: .*customer/)
  })
})

describe('an outcome', () => {
  it('is stored at its own time, but never in the future', async () => {
    await say(`${lead}/outcome`, { outcome: 'won', at: '2026-11-21T12:00:30Z', reason: 'signed' })
    await say(`${lead}/outcome`, { outcome: null, at: '2030-01-01T00:00:00Z' })
    const { body }: { body: LeadExport } = await send(`${lead}/export`)
    expect(body.events.slice(1).map(({ name, at, properties }) => [name, at, properties])).toEqual([
      ['Outcome Recorded', '2026-11-21T12:00:30.000Z', { outcome: 'won', reason: 'signed' }],
      ['Outcome Recorded', '2026-11-21T12:02:00.000Z', { outcome: null }],
    ])
  })
})

it('describes all routes for changes by hand', async () => {
  const { body } = await send('/api/openapi.json')
  const paths = Object.keys(body.paths).filter((path) => /points|\/stage|outcome/.test(path))
  expect(paths).toEqual([
    '/api/leads/{id}/points',
    '/api/leads/{id}/points/{entry}/lift',
    '/api/leads/{id}/stage',
    '/api/leads/{id}/outcome',
  ])
  expect(body.components.schemas.PointsByHand.required).toEqual(['points', 'author', 'reason'])
})

describe('an owner', () => {
  it('can be set, filtered by, replaced and removed', async () => {
    const { lead: after } = await say(`${lead}/owner`, { owner: ' Priya ', ...told })
    expect(after.owner).toBe('Priya')
    const ofPriya = async () => (await send('/api/leads?owner=Priya')).body.data.length
    expect(await ofPriya()).toBe(1)
    await say(`${lead}/owner`, { owner: 'Tom' })
    expect(await ofPriya()).toBe(0)
    expect((await say(`${lead}/owner`, { owner: null })).lead.owner).toBeNull()
  })

  it('does not change when the lead was last seen', async () => {
    const { body: before } = await send(lead)
    await say(`${lead}/owner`, { owner: 'Priya' })
    const { body: after } = await send(lead)
    expect(after).toEqual({ ...before, owner: 'Priya' })
  })

  it('is the latest one in any order of arrival, and stays after a replay', async () => {
    await say(`${lead}/owner`, { owner: 'Priya' })
    const forged = {
      type: 'track' as const,
      event: 'Owner Set',
      messageId: 'forged',
      anonymousId: 'v',
      properties: { owner: 'Mallory' },
    }
    // An event of before, which has the lead worked out from its log.
    const earlier = { type: 'page' as const, messageId: 'p', anonymousId: 'v', timestamp: iso(noon - 60_000) }
    await collector.ingest({ writeKey: 'wk', sentAt: iso(clock), batch: [forged, earlier] })
    expect((await send(lead)).body.owner).toBe('Priya')
  })

  it('needs a name and a known lead', async () => {
    expect(await send(`${lead}/owner`, { owner: '  ' })).toMatchObject({ status: 400 })
    expect(await send(`${lead}/owner`, {})).toMatchObject({ status: 400 })
    expect(await send('/api/leads/nobody/owner', { owner: 'Priya' })).toMatchObject({ status: 404 })
  })
})
