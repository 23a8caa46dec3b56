import type { Consent, FormDefinition, LeadExport, List } from '@leadlight/protocol'
import { defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Collector, createCollector } from '../create-collector.ts'
import type { Mail } from '../mail/mailer.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

const host = 'https://leads.example'
const bearer = { authorization: 'Bearer sk' }
let store: Store
let collector: Collector
let time: number
let mails: Mail[]
let sending: (mail: Mail) => Promise<void>
const failures: unknown[] = []

const letter: FormDefinition = {
  id: 'letter',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'consent', name: 'news', label: 'Send me the letter.' },
  ],
  confirm: { subject: 'Please confirm', text: 'Click {link} now.', days: 2 },
}

beforeEach(async () => {
  failures.length = 0
  mails = []
  sending = async (mail) => void mails.push(mail)
  time = Date.parse('2026-11-22T10:20:00Z')
  store = memoryStore()
  collector = make()
  await put(letter)
})

function make(): Collector {
  return createCollector({
    store,
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    now: () => time,
    mailer: { send: (mail) => sending(mail), publicUrl: 'https://public.example/base' },
    onError: (error) => failures.push(error),
  })
}
const ask = (path: string, init: RequestInit = {}) => collector.fetch(new Request(host + path, init))
const put = (form: FormDefinition) =>
  ask(`/api/forms/${form.id}`, { method: 'PUT', headers: bearer, body: JSON.stringify(form) })

async function send(email: string, more: Record<string, unknown> = {}, form = 'letter'): Promise<void> {
  const properties = {
    fields: { email, news: true },
    consents: { news: 'Send me the letter.' },
    language: 'de',
    page_url: 'https://www.site.example/letter',
    ...more,
  }
  const body = JSON.stringify({ writeKey: 'wk', properties })
  expect((await ask(`/v1/forms/${form}`, { method: 'POST', body })).status).toBe(200)
}
async function consentsOf(email: string): Promise<Consent[]> {
  const response = await ask(`/api/leads/email:${email}/consents`, { headers: bearer })
  expect(response.status).toBe(200)
  const list: List<Consent> = await response.json()
  return list.data
}
/** Has the queue looked at, as it does by itself every few seconds. */
async function deliver(): Promise<void> {
  const { createMailQueue } = await import('../mail/create-mail-queue.ts')
  const { createSigner } = await import('../forms/create-signer.ts')
  const mailer = { send: (mail: Mail) => sending(mail), publicUrl: 'https://public.example/base' }
  const { sign } = createSigner(store)
  await createMailQueue({
    store,
    mailer,
    sign,
    now: () => time,
    onError: (error) => failures.push(error),
  }).run()
}
const linkIn = (mail: Mail | undefined) =>
  /https:\S+\/v1\/confirmations\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

describe('a consent', () => {
  it('is kept in its words, with version, language, time, form, page and way', async () => {
    await send('Ada@Firm.example')
    expect(await consentsOf('ada@firm.example')).toEqual([
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

  it('is kept as it was shown, and it shows when the form says something else now', async () => {
    await put({
      ...letter,
      fields: [letter.fields?.[0] as never, { type: 'consent', name: 'news', label: 'New words.' }],
    })
    await send('ada@firm.example')
    expect(await consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: false },
    ])
    await send('eve@firm.example', { consents: undefined })
    expect(await consentsOf('eve@firm.example')).toMatchObject([{ text: 'New words.', published: true }])
    await send('bob@firm.example', {}, 'of-the-page')
    expect(await consentsOf('bob@firm.example')).toMatchObject([
      { text: 'Send me the letter.', published: null },
    ])
  })

  it('is none when the box was not ticked, whatever words are sent along', async () => {
    await send('ada@firm.example', { fields: { email: 'ada@firm.example' } })
    expect(await consentsOf('ada@firm.example')).toEqual([])
  })

  it('given before the address is known belongs to the lead that the visitor becomes', async () => {
    const event = (messageId: string, fields: Record<string, unknown>) => ({
      type: 'track' as const,
      event: 'Form Submitted',
      messageId,
      anonymousId: 'v1',
      properties: { form_id: 'poll', fields, consents: { news: 'Yes.' } } as never,
    })
    const sentAt = new Date(time).toISOString()
    await collector.ingest({ writeKey: 'wk', sentAt, batch: [event('m1', { news: true })] })
    await collector.ingest({ writeKey: 'wk', sentAt, batch: [event('m2', { email: 'ada@firm.example' })] })
    expect(await consentsOf('ada@firm.example')).toMatchObject([
      { text: 'Yes.', form: 'poll', messageId: 'm1' },
    ])
    expect(
      (await ask('/api/leads/email:ada@firm.example', { method: 'DELETE', headers: bearer })).status,
    ).toBe(200)
    const left = await store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
    expect(left).toEqual([])
  })

  it('is withdrawn once, stays in the record, and becomes an event', async () => {
    await send('ada@firm.example')
    const [given] = await consentsOf('ada@firm.example')
    const path = `/api/leads/email:ada@firm.example/consents/${given?.id}/withdraw`
    time += 60_000
    const init = { method: 'POST', headers: bearer, body: '{"note":"by telephone"}' }
    expect((await ask(path, init)).status).toBe(200)
    time += 60_000
    const again: List<Consent> = await (await ask(path, { method: 'POST', headers: bearer })).json()
    expect(again.data).toMatchObject([{ id: given?.id, withdrawnAt: '2026-11-22T10:21:00.000Z' }])
    const told: LeadExport = await (
      await ask('/api/leads/email:ada@firm.example/export', { headers: bearer })
    ).json()
    expect(told.consents).toEqual(again.data)
    expect(told.events.filter(({ name }) => name === 'Consent Withdrawn')).toHaveLength(1)
    expect((await ask(path.replace(/[\da-f]{64}/, 'x'), { method: 'POST', headers: bearer })).status).toBe(
      404,
    )
    expect((await ask(path, { method: 'POST' })).status).toBe(401)
  })

  it('cannot be withdrawn or confirmed with a public key', async () => {
    await send('ada@firm.example')
    const [given] = await consentsOf('ada@firm.example')
    for (const event of ['Consent Withdrawn', 'Consent Confirmed']) {
      const properties = { consents: [given?.id ?? ''] }
      const batch = [{ type: 'track' as const, event, anonymousId: 'v1', properties }]
      await collector.ingest({ writeKey: 'wk', sentAt: new Date(time).toISOString(), batch })
    }
    expect(await consentsOf('ada@firm.example')).toEqual([given])
  })
})

describe('double opt-in', () => {
  it('asks by a mail, and confirms by the button behind its link, once', async () => {
    await send('ada@firm.example')
    await deliver()
    await deliver()
    expect(mails).toHaveLength(1)
    expect(mails[0]).toMatchObject({ to: 'ada@firm.example', subject: 'Please confirm' })
    expect(mails[0]?.text).toMatch(/^Click https:\/\/public\.example\/base\/v1\/confirmations\/\S+ now\.$/)
    const path = `/v1/confirmations/${linkIn(mails[0])}`
    const page = await ask(path)
    expect(await page.text()).toContain('<button>Bestätigen</button>')
    // Programs that look through mails have followed the link by now.
    expect(await consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    time += 3_600_000
    expect(await (await ask(path, { method: 'POST' })).text()).toContain('ada@firm.example ist bestätigt')
    time += 3_600_000
    expect((await ask(path, { method: 'POST' })).status).toBe(200)
    expect(await consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: '2026-11-22T11:20:00.000Z' }])
  })

  it('does not flood an address, nor ask robots or an unknown form', async () => {
    for (let index = 0; index < 5; index++)
      await send('ada@firm.example', { submission_id: `number-${index}` })
    await send('robot@firm.example', { form_check: { trap: 'x' } })
    await send('eve@firm.example', {}, 'unknown')
    await deliver()
    expect(mails.map(({ to }) => to)).toEqual(['ada@firm.example'])
    time += 3_600_000
    await send('ada@firm.example', { submission_id: 'much-later' })
    await deliver()
    expect(mails).toHaveLength(2)
  })

  it('goes on trying while mails cannot be sent, and keeps what waits through a restart', async () => {
    sending = async () => {
      throw new Error('refused')
    }
    await send('ada@firm.example')
    await deliver()
    expect(failures).toMatchObject([{ message: 'refused' }])
    sending = async (mail) => void mails.push(mail)
    await deliver()
    expect(mails).toEqual([])
    collector = make()
    time += 31_000
    await deliver()
    expect(mails).toHaveLength(1)
  })

  it('is sent once by collectors that share a store', async () => {
    for (let index = 0; index < 20; index++) await send(`p${index}@firm.example`)
    await Promise.all([deliver(), deliver(), deliver()])
    expect(new Set(mails.map(({ id }) => id)).size).toBe(20)
    expect(mails).toHaveLength(20)
  })

  it.each([
    ['expired', 410, 'ist abgelaufen', (token: string) => token, 3 * 86_400_000],
    ['forged', 404, 'does not work', (token: string) => `${token}x`, 0],
    ['of another kind', 404, 'does not work', () => 'e30.e30', 0],
  ])('says clearly that a link is %s', async (_, status, words, change, later) => {
    await send('ada@firm.example')
    await deliver()
    time += later
    for (const method of ['GET', 'POST']) {
      const response = await ask(`/v1/confirmations/${change(linkIn(mails[0]))}`, { method })
      expect(response.status).toBe(status)
      expect(await response.text()).toContain(words)
    }
    expect(await consentsOf('ada@firm.example')).toMatchObject([{ confirmedAt: null }])
    expect(failures).toEqual([])
  })

  it('is over when the lead is erased: no mail, and no link that works', async () => {
    await send('ada@firm.example')
    await deliver()
    await send('eve@firm.example')
    for (const name of ['ada', 'eve']) {
      await ask(`/api/leads/email:${name}@firm.example`, { method: 'DELETE', headers: bearer })
    }
    await deliver()
    expect(mails).toHaveLength(1)
    expect((await ask(`/v1/confirmations/${linkIn(mails[0])}`, { method: 'POST' })).status).toBe(404)
  })
})
