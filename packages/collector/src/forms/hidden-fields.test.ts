import { type FormDefinition, type LeadExport, parseForm } from '@leadlight/protocol'
import { beforeEach, expect, it } from 'vitest'
import { type FormCollector, startFormCollector } from './forms.test.collector.ts'

const form: FormDefinition = {
  id: 'demo',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'hidden', name: 'ad', source: 'utm_campaign', default: 'none' },
    { type: 'hidden', name: 'from', source: 'utm_source' },
    { type: 'hidden', name: 'where', source: 'page' },
    { type: 'hidden', name: 'before', source: 'referrer' },
    { type: 'hidden', name: 'list', default: 'spring' },
    {
      type: 'text',
      name: 'offer',
      label: 'Which offer?',
      required: true,
      showIf: { field: 'ad', is: 'may' },
    },
  ],
}
let harness: FormCollector
beforeEach(async () => {
  harness = startFormCollector()
  await harness.save(form)
})
const page = 'https://www.site.example/contact?utm_source=ads&utm_campaign=may&secret=x#top'

/** The answers as they stand in the export of the lead. */
async function answers(email = 'ada@firm.example'): Promise<unknown> {
  const { events } = await harness.api<LeadExport>(`/api/leads/email:${email}/export`)
  return events.filter(({ name }) => name === 'Form Submitted').at(-1)?.properties
}

it('hidden fields of a plain form are filled from the Referer header', async () => {
  await harness.sendPlain({ email: 'ada@firm.example', offer: 'two for one' }, 'demo', { referer: page })
  const expected = { ad: 'may', from: 'ads', where: 'https://www.site.example/contact', list: 'spring' }
  expect(await answers()).toMatchObject({ fields: expected })
  await harness.sendPlain({ email: 'eve@firm.example' }, 'demo', { referer: 'https://www.site.example/' })
  expect(await answers('eve@firm.example')).toMatchObject({
    fields: { email: 'eve@firm.example', ad: 'none', where: 'https://www.site.example/', list: 'spring' },
  })
})

it('a plain form may contain the hidden fields itself', async () => {
  const fields = { email: 'ada@firm.example', ad: 'june', before: 'https://news.example/' }
  await harness.sendPlain(fields, 'demo', { referer: page })
  expect(await answers()).toMatchObject({
    fields: { ad: 'june', from: 'ads', before: 'https://news.example/' },
  })
})

it('missing hidden fields are filled from the visit, then by their defaults', async () => {
  const at = new Date(harness.now()).toISOString()
  const common = { anonymousId: 'v1', timestamp: at }
  const send = (...batch: object[]) =>
    harness.ask('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: 'wk', sentAt: at, batch }) })
  const landing = { url: `${page}`, path: '/contact', referrer: 'https://news.example/letter?id=7' }
  await send({ ...common, type: 'page', messageId: 'm1', properties: landing })
  const sent = (id: string, fields: object) => ({
    ...common,
    type: 'track',
    event: 'Form Submitted',
    messageId: id,
    properties: { form_id: 'demo', outcome: 'submitted', fields, page_url: 'https://www.site.example/demo' },
  })
  // The browser knew of no campaign on this page, so it sent the default.
  await send(sent('m2', { email: 'ada@firm.example', ad: 'none', list: 'spring' }))
  const told = await answers()
  expect(told).toMatchObject({ fields: { ad: 'may', from: 'ads', where: 'https://www.site.example/demo' } })
  // What that campaign's visitors are asked was not asked on this page.
  expect(told).not.toHaveProperty('problems')
  harness.wait(86_400_000)
  await send({
    ...sent('m3', { email: 'ada@firm.example' }),
    timestamp: new Date(harness.now()).toISOString(),
  })
  expect(await answers()).toMatchObject({ fields: { ad: 'none', list: 'spring' } })
})

it('without tracking, hidden fields are what the page sends', async () => {
  const context = {
    page: { url: 'https://www.site.example/contact', referrer: 'https://news.example/?q=1' },
    campaign: { source: 'ads', name: 'may' },
  }
  const fields = { email: 'ada@firm.example', offer: 'one' }
  expect((await harness.sendJson({ fields }, 'demo', { context })).status).toBe(200)
  expect(await answers()).toMatchObject({
    fields: {
      ad: 'may',
      from: 'ads',
      where: 'https://www.site.example/contact',
      before: 'https://news.example/',
    },
  })
})

it('a hidden field needs a default or a known source', () => {
  const parse = (field: object) => parseForm({ id: 'x', fields: [{ type: 'hidden', name: 'a', ...field }] })
  expect(parse({})).toEqual({
    errors: [{ path: 'fields[0].default', message: 'is needed where there is no source' }],
  })
  expect(parse({ source: 'cookie' })).toMatchObject({ errors: [{ path: 'fields[0].source' }] })
  expect(parse({ source: 'utm_term' })).toHaveProperty('form')
})
