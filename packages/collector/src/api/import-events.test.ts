import { beforeEach, describe, expect, it } from 'vitest'
import { type ImportOffice, startImportOffice } from './import-routes.test.office.ts'

let office: ImportOffice
beforeEach(() => {
  office = startImportOffice()
})

describe('imported events', () => {
  const page = (messageId: string, changes: object = {}) => ({
    type: 'page',
    messageId,
    anonymousId: 'v',
    timestamp: '2025-01-02T10:00:00Z',
    properties: { path: '/pricing' },
    ...changes,
  })
  const identify = {
    type: 'identify',
    messageId: 'i',
    anonymousId: 'v',
    timestamp: '2025-01-02T10:01:00Z',
    traits: { email: 'a@x.example' },
  }

  it('count at their own times, not at the time of the import', async () => {
    const old = page('p', { sentAt: '2025-01-02T10:00:05Z' })
    expect(await office.importEvents([old, identify])).toMatchObject({ lines: 2, stored: 2, failed: 0 })
    const { events, lead } = await office.exported('email:a@x.example')
    expect(events.map(({ at, site, trusted }) => [at, site, trusted])).toEqual([
      ['2025-01-02T10:00:00.000Z', 'import', false],
      ['2025-01-02T10:01:00.000Z', 'import', false],
    ])
    expect(lead.firstSeen).toBe('2025-01-02T10:00:00.000Z')
    const { body } = await office.ask('/api/leads/email:a@x.example/score?at=2025-01-03T00:00:00Z')
    expect(body.engagement).toBeGreaterThan(0)
  })

  it('are stored once however often the file is sent, with or without ids', async () => {
    const { messageId: _, ...unnamed } = page('', { properties: { path: '/a' } })
    const lines = [page('p'), unnamed, page('undefined', { properties: { path: '/b' } }), identify]
    expect(await office.importEvents(lines)).toMatchObject({ stored: 4, duplicates: 0 })
    expect(await office.importEvents([...lines, page('q')])).toMatchObject({ stored: 1, duplicates: 4 })
  })

  it('are stored although other lines are bad; each bad line is kept with its number', async () => {
    const lines = [
      page('p'),
      '{"type":',
      '',
      '[]',
      { type: 'pgae', messageId: 'x', anonymousId: 'v' },
      identify,
      'x'.repeat(200_000),
    ]
    const report = await office.importEvents(lines, '?name=old.ndjson')
    expect(report).toMatchObject({ lines: 6, stored: 2, failed: 4 })
    expect(report.errors.map(({ line }) => line).sort()).toEqual([2, 4, 5, 7])
    const reasons = (await office.rejected()).map(({ reason }) => reason).sort()
    expect(reasons).toEqual([
      expect.stringMatching(/^old\.ndjson, line 2: not JSON/),
      expect.stringMatching(/^old\.ndjson, line 4: not an object/),
      expect.stringMatching(/^old\.ndjson, line 5: type/),
      expect.stringMatching(/^old\.ndjson, line 7: longer than/),
    ])
  })

  it('are reported by the line in which they are, whatever their id', async () => {
    const bad = { type: 'page', timestamp: '2025-01-02T10:00:00Z' }
    const long = 'x'.repeat(300)
    const lines = [
      page('p'),
      { ...bad, messageId: 'p' },
      { ...page(long) },
      { ...bad, messageId: 7 },
      page('q'),
    ]
    const { errors } = await office.importEvents(lines, '?name=old.ndjson')
    expect(errors.map(({ line }) => line)).toEqual([2, 3, 4])
    const reasons = (await office.rejected()).map(({ reason }) => reason.slice(0, 21)).sort()
    expect(reasons).toEqual(['old.ndjson, line 2: n', 'old.ndjson, line 3: m', 'old.ndjson, line 4: n'])
  })

  it('keep an id that is a number', async () => {
    await office.importEvents([{ ...identify, messageId: 7 }])
    const { events } = await office.exported('email:a@x.example')
    expect(events.map(({ messageId }) => messageId)).toEqual(['7'])
  })

  it('belong to the site given in the query', async () => {
    await office.importEvents([identify], '?site=www&trusted=true')
    const { events } = await office.exported('email:a@x.example')
    expect(events[0]).toMatchObject({ site: 'www', trusted: true })
  })

  it('are the only ones that can be marked as history', async () => {
    await office.collector.ingest({
      writeKey: 'wk',
      sentAt: new Date(office.now()).toISOString(),
      batch: [{ ...identify, type: 'identify', context: { imported: true, locale: 'hi' } }],
    })
    const { events } = await office.exported('email:a@x.example')
    expect(events[0]?.context).toEqual({ locale: 'hi' })
  })
})
