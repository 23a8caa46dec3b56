import type { Consent, LeadExport, List } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner } from '../collector.test.setup.ts'
import { type ConsentHarness, letter, startConsentHarness } from './consents.test.harness.ts'

let harness: ConsentHarness
beforeEach(async () => {
  harness = await startConsentHarness()
})

describe('a consent', () => {
  it('is stored with its text, version, language, time, form, page and way', async () => {
    await harness.consent('Ada@Firm.example')
    expect(await harness.consentsOf('ada@firm.example')).toEqual([
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
    await harness.save({
      ...letter,
      fields: [letter.fields?.[0] as never, { type: 'consent', name: 'news', label: 'New words.' }],
    })
    await harness.consent('ada@firm.example')
    expect(await harness.consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: false },
    ])
    await harness.consent('eve@firm.example', { consents: undefined })
    expect(await harness.consentsOf('eve@firm.example')).toMatchObject([
      { text: 'New words.', published: true },
    ])
    await harness.consent('bob@firm.example', {}, 'of-the-page')
    expect(await harness.consentsOf('bob@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: null },
    ])
  })

  it('is not stored when the box was not ticked, even if a text is sent', async () => {
    await harness.consent('ada@firm.example', { fields: { email: 'ada@firm.example' } })
    expect(await harness.consentsOf('ada@firm.example')).toEqual([])
  })

  it('is one of at most a hundred in a submission, in which those of the form come first', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `made-up-${index}`)
    await harness.consent('ada@firm.example', {
      fields: {
        ...Object.fromEntries(names.map((name) => [name, true])),
        email: 'ada@firm.example',
        news: true,
      },
      consents: { ...Object.fromEntries(names.map((name) => [name, 'x'])), news: 'Send me the letter.' },
    })
    const consents = await harness.consentsOf('ada@firm.example')
    expect(consents).toHaveLength(100)
    expect(consents.map(({ field }) => field)).toContain('news')
  })

  it('given before the e-mail address is known belongs to the lead that the visitor becomes', async () => {
    const event = (messageId: string, fields: Record<string, unknown>) => ({
      type: 'track' as const,
      event: 'Form Submitted',
      messageId,
      anonymousId: 'v1',
      properties: { form_id: 'poll', fields, consents: { news: 'Yes.' } } as never,
    })
    const sentAt = new Date(harness.now()).toISOString()
    await harness.collector.ingest({ writeKey: 'wk', sentAt, batch: [event('m1', { news: true })] })
    await harness.collector.ingest({
      writeKey: 'wk',
      sentAt,
      batch: [event('m2', { email: 'ada@firm.example' })],
    })
    expect(await harness.consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Yes.', form: 'poll', messageId: 'm1' },
    ])
    await harness.api('/api/leads/email:ada@firm.example', 'DELETE')
    const left = await harness.store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
    expect(left).toEqual([])
  })

  it('is withdrawn once, stays on record, and becomes an event', async () => {
    await harness.consent('ada@firm.example')
    const [given] = await harness.consentsOf('ada@firm.example')
    const path = `/api/leads/email:ada@firm.example/consents/${given?.id}/withdraw`
    harness.wait(60_000)
    await harness.api(path, 'POST', { note: 'by telephone' })
    harness.wait(60_000)
    const again = await harness.api<List<Consent>>(path, 'POST')
    expect(again.data).toMatchObject([{ id: given?.id, withdrawnAt: '2026-11-22T10:21:00.000Z' }])
    const told = await harness.api<LeadExport>('/api/leads/email:ada@firm.example/export')
    expect(told.consents).toEqual(again.data)
    expect(told.events.filter(({ name }) => name === 'Consent Withdrawn')).toHaveLength(1)
    const unknown = await askAsOwner(harness.collector, path.replace(/[\da-f]{64}/, 'x'), 'POST')
    expect(unknown.status).toBe(404)
    expect((await harness.ask(path, { method: 'POST' })).status).toBe(401)
  })

  it('cannot be withdrawn or confirmed with a public key', async () => {
    await harness.consent('ada@firm.example')
    const [given] = await harness.consentsOf('ada@firm.example')
    for (const event of ['Consent Withdrawn', 'Consent Confirmed']) {
      const properties = { consents: [given?.id ?? ''] }
      const batch = [{ type: 'track' as const, event, anonymousId: 'v1', properties }]
      await harness.collector.ingest({ writeKey: 'wk', sentAt: new Date(harness.now()).toISOString(), batch })
    }
    expect(await harness.consentsOf('ada@firm.example')).toEqual([given])
  })
})
