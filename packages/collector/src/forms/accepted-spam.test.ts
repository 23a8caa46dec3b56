import type { Consent, FormDefinition, FormRow, LeadExport, List, SpamItem } from '@leadlight/protocol'
import { beforeEach, expect, it } from 'vitest'
import { type FormCollector, startFormCollector } from './forms.test.collector.ts'

const form: FormDefinition = {
  id: 'letter',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'consent', name: 'news', label: 'Send me the letter.' },
  ],
  success: { event: 'Letter Requested' },
  confirm: { subject: 'Please confirm', text: 'Click {link} now.' },
}
const day = 86_400_000
let harness: FormCollector
beforeEach(async () => {
  harness = startFormCollector()
  await harness.save(form)
})
const spam = async () => (await harness.api<List<SpamItem>>('/api/spam')).data
const report = async () => (await harness.api<List<FormRow>>('/api/reports/forms')).data

it('an accepted submission is confirmed by mail and counts at the time it was sent', async () => {
  await harness.sendPlain({ email: 'ada@firm.example', news: 'on', website_address: 'x' }, 'letter')
  const sentAt = new Date(harness.now()).toISOString()
  await harness.deliver()
  expect(harness.mails).toEqual([])
  expect(await report()).toMatchObject([{ submissions: 0, leads: 0, spam: 1 }])

  harness.wait(3 * day)
  const [item] = await spam()
  await harness.api(`/api/spam/${item?.id}/accept`, 'POST')
  await harness.deliver()
  expect(harness.mails).toMatchObject([{ to: 'ada@firm.example', subject: 'Please confirm' }])
  expect(await report()).toMatchObject([{ submissions: 1, leads: 1, spam: 0 }])
  const until = encodeURIComponent(new Date(harness.now() - day).toISOString())
  const early = await harness.api<List<FormRow>>(`/api/reports/forms?to=${until}`)
  expect(early.data).toMatchObject([{ submissions: 1 }])

  const path = '/api/leads/email:ada@firm.example'
  const { events } = await harness.api<LeadExport>(`${path}/export`)
  expect(events.map(({ name, at }) => [name, at]).sort()).toEqual([
    ['Form Submitted', sentAt],
    ['Letter Requested', sentAt],
  ])
  const { data: consents } = await harness.api<List<Consent>>(`${path}/consents`)
  expect(consents).toMatchObject([{ givenAt: sentAt, published: true, how: 'plain form', confirmedAt: null }])

  // The link of a mail that was sent late works as long as any other.
  const link = /\/v1\/confirmations\/\S+/.exec(harness.mails[0]?.text ?? '')?.[0] ?? ''
  harness.wait(6 * day)
  expect((await harness.ask(link, { method: 'POST' })).status).toBe(200)
  expect((await harness.api<List<Consent>>(`${path}/consents`)).data[0]?.confirmedAt).not.toBeNull()
})

it('a dismissed submission causes no mail, no consent and no lead', async () => {
  await harness.sendPlain({ email: 'ada@firm.example', website_address: 'x' }, 'letter')
  const [item] = await spam()
  await harness.api(`/api/spam/${item?.id}`, 'DELETE')
  await harness.deliver()
  expect(harness.mails).toEqual([])
  expect(await spam()).toEqual([])
  expect(await report()).toMatchObject([{ submissions: 0, spam: 1 }])
})

it('a sender cannot mark a submission as accepted', async () => {
  const fields = { email: 'ada@firm.example' }
  const properties = { fields, was_spam: 'trap', plain_form: true, form_check: { trap: 'x' } }
  await harness.sendJson(properties, 'letter')
  expect(await report()).toMatchObject([{ submissions: 0, spam: 1 }])
  const [item] = await spam()
  expect(item?.reason).toBe('trap')
})
