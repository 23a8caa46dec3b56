import type { Consent, LeadExport, List } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner } from '../collector.test.setup.ts'
import { type ConsentDesk, letter, startConsentDesk } from './consents.test.desk.ts'

let desk: ConsentDesk
beforeEach(async () => {
  desk = await startConsentDesk()
})

describe('a consent', () => {
  it('is stored with its text, version, language, time, form, page and way', async () => {
    await desk.consent('Ada@Firm.example')
    expect(await desk.consentsOf('ada@firm.example')).toEqual([
      {
        id: expect.stringMatching(/^[\da-f]{64}$/),
        text: 'Send me the letter.',
        hash: expect.stringMatching(/^[\da-f]{64}$/),
        published: true,
        language: 'de',
        form: 'letter',
        field: 'news',
        page: 'https://www.site.example/letter',
        how: 'form',
        site: 'www',
        messageId: expect.any(String),
        givenAt: '2026-11-22T10:20:00.000Z',
        confirmedAt: null,
        withdrawnAt: null,
      },
    ])
  })

  it('is stored as it was shown; it is marked when the form says something else now', async () => {
    await desk.save({
      ...letter,
      fields: [letter.fields?.[0] as never, { type: 'consent', name: 'news', label: 'New words.' }],
    })
    await desk.consent('ada@firm.example')
    expect(await desk.consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: false },
    ])
    await desk.consent('eve@firm.example', { consents: undefined })
    expect(await desk.consentsOf('eve@firm.example')).toMatchObject([{ text: 'New words.', published: true }])
    await desk.consent('bob@firm.example', {}, 'of-the-page')
    expect(await desk.consentsOf('bob@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: null },
    ])
  })

  it('is not stored when the box was not ticked, even if a text is sent', async () => {
    await desk.consent('ada@firm.example', { fields: { email: 'ada@firm.example' } })
    expect(await desk.consentsOf('ada@firm.example')).toEqual([])
  })

  it('given before the e-mail address is known belongs to the lead that the visitor becomes', async () => {
    const event = (messageId: string, fields: Record<string, unknown>) => ({
      type: 'track' as const,
      event: 'Form Submitted',
      messageId,
      anonymousId: 'v1',
      properties: { form_id: 'poll', fields, consents: { news: 'Yes.' } } as never,
    })
    const sentAt = new Date(desk.now()).toISOString()
    await desk.collector.ingest({ writeKey: 'wk', sentAt, batch: [event('m1', { news: true })] })
    await desk.collector.ingest({
      writeKey: 'wk',
      sentAt,
      batch: [event('m2', { email: 'ada@firm.example' })],
    })
    expect(await desk.consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Yes.', form: 'poll', messageId: 'm1' },
    ])
    await desk.api('/api/leads/email:ada@firm.example', 'DELETE')
    const left = await desk.store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
    expect(left).toEqual([])
  })

  it('is withdrawn once, stays on record, and becomes an event', async () => {
    await desk.consent('ada@firm.example')
    const [given] = await desk.consentsOf('ada@firm.example')
    const path = `/api/leads/email:ada@firm.example/consents/${given?.id}/withdraw`
    desk.wait(60_000)
    await desk.api(path, 'POST', { note: 'by telephone' })
    desk.wait(60_000)
    const again = await desk.api<List<Consent>>(path, 'POST')
    expect(again.data).toMatchObject([{ id: given?.id, withdrawnAt: '2026-11-22T10:21:00.000Z' }])
    const told = await desk.api<LeadExport>('/api/leads/email:ada@firm.example/export')
    expect(told.consents).toEqual(again.data)
    expect(told.events.filter(({ name }) => name === 'Consent Withdrawn')).toHaveLength(1)
    const unknown = await askAsOwner(desk.collector, path.replace(/[\da-f]{64}/, 'x'), 'POST')
    expect(unknown.status).toBe(404)
    expect((await desk.ask(path, { method: 'POST' })).status).toBe(401)
  })

  it('cannot be withdrawn or confirmed with a public key', async () => {
    await desk.consent('ada@firm.example')
    const [given] = await desk.consentsOf('ada@firm.example')
    for (const event of ['Consent Withdrawn', 'Consent Confirmed']) {
      const properties = { consents: [given?.id ?? ''] }
      const batch = [{ type: 'track' as const, event, anonymousId: 'v1', properties }]
      await desk.collector.ingest({ writeKey: 'wk', sentAt: new Date(desk.now()).toISOString(), batch })
    }
    expect(await desk.consentsOf('ada@firm.example')).toEqual([given])
  })
})
