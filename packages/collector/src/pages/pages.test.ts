import type { Consent, FormDefinition, List } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { type FormCollector, startFormCollector } from '../forms/forms.test.collector.ts'
import { acceptedLanguages, chooseWords } from './choose-words.ts'

const form: FormDefinition = {
  id: 'demo',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'number', name: 'size', label: 'Size', max: 1000 },
    { type: 'text', name: 'nick', label: 'Nick', minLength: 3 },
    { type: 'date', name: 'day', label: 'Day', min: '2026-12-01' },
    { type: 'select', name: 'team', label: 'Team', options: ['a', 'b'] },
    { type: 'consent', name: 'news', label: 'News' },
  ],
  confirm: { subject: 'Please confirm', text: 'Click {link} now.' },
  success: { download: { label: 'The guide', file: 'guide.pdf' } },
}
let harness: FormCollector
beforeEach(async () => {
  harness = startFormCollector()
  await harness.save(form)
})
const right = { email: 'ada@firm.example', news: 'on' }
const wrong = { size: '2000', nick: 'x', day: '2026-11-30', team: 'c' }
const from = (language: string) => ({ 'accept-language': language })
const linkIn = () => /\/v1\/confirmations\/\S+/.exec(harness.mails.at(-1)?.text ?? '')?.[0] ?? ''

describe('the language of a page', () => {
  it('is that of the form, the page or the browser, whichever is supported first', async () => {
    const lang = async (id: string, browser: string) => {
      const page = await (await harness.sendPlain(right, id, from(browser))).text()
      return /<html lang="(.*)" dir="(.*)">/.exec(page)?.slice(1)
    }
    expect(await lang('demo', 'sv, fr-CA;q=0.8, de;q=0.9')).toEqual(['de', 'ltr'])
    expect(await lang('demo?language=ar-EG', 'de')).toEqual(['ar-EG', 'rtl'])
    await harness.save({ ...form, language: 'ja' })
    expect(await lang('demo?language=ar', 'de')).toEqual(['ja', 'ltr'])
    await harness.save({ ...form, language: 'sv' })
    expect(await lang('demo?language=xx', 'de')).toEqual(['de', 'ltr'])
    expect(await lang('demo?language="><script>', '"><script>')).toEqual(['en', 'ltr'])
    expect(await lang('demo', '')).toEqual(['en', 'ltr'])
  })

  it('is read from Accept-Language by its weights, whatever the header contains', () => {
    const read = (header: string) =>
      acceptedLanguages(new Request('http://x', { headers: { 'accept-language': header } }))
    expect(read('fr;q=0.3, de-CH, en;q=0, *;q=0.1, ja;q=0.5')).toEqual(['de-CH', 'ja', 'fr'])
    expect(read('de-abcde-abcde, q=, ;;;, fr;q=x')).toEqual([])
    expect(chooseWords(['zh-TW', 'zh-Hant', 'de-abcde-abcde', 7, null, 'pt-BR']).locale).toBe('pt-BR')
  })
})

it.each([
  [
    'en',
    'Please check your answers',
    ['Size: Up to 1,000', 'Nick: At least 3 characters', 'Day: 12/1/2026 or later'],
  ],
  ['de', 'Bitte diese Antworten prüfen', ['E-mail: Bitte ausfüllen', 'Size: Bis 1.000', 'Day: Ab 1.12.2026']],
  ['ar-EG', 'يرجى مراجعة هذه الإجابات', ['Size: ⁨١٬٠٠٠⁩ على الأكثر']],
  ['ja', '次の回答をご確認ください', ['Nick: 3文字以上', 'Team: 選択してください']],
])('mistakes in a plain form are explained in %s, by field', async (language, title, items) => {
  const response = await harness.sendPlain(wrong, 'demo', from(language))
  expect(response.status).toBe(422)
  const page = await response.text()
  expect(page).toContain(`<h1>${title}</h1>`)
  for (const item of items) expect(page).toContain(`<li>${item}</li>`)
})

it('the page behind a mail’s link is in the language of the form’s page, even if the link expired', async () => {
  await harness.sendPlain(right, 'demo?language=hi')
  await harness.deliver()
  const path = linkIn()
  const opened = async (method: string) =>
    await (await harness.ask(path, { method, headers: from('de') })).text()
  expect(await opened('GET')).toContain('<button>पुष्टि करें</button>')
  expect(await opened('POST')).toContain('ada@firm.example की पुष्टि हो गई है।')
  harness.wait(8 * 86_400_000)
  const late = await harness.ask(path, { headers: from('de') })
  expect(late.status).toBe(410)
  expect(await late.text()).toContain('इस लिंक की समय-सीमा समाप्त हो गई है')
  const cut = await harness.ask(path.slice(0, -9), { headers: from('de') })
  expect([cut.status, await cut.text()]).toEqual([
    404,
    expect.stringContaining('Dieser Link funktioniert nicht'),
  ])
})

it('the page of an expired download is in that language, too', async () => {
  const page = await (await harness.sendPlain(right, 'demo?language=fr')).text()
  const path = `/v1/${/\.\.\/(downloads\/[^"]+)/.exec(page)?.[1]}`
  expect((await harness.ask(path)).status).toBe(404)
  harness.wait(4 * 86_400_000)
  const late = await harness.ask(path, { headers: from('de') })
  expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('Ce lien a expiré')])
})

it('a refusal says what the visitor can do, and explains the rest to the owner in English', async () => {
  const refused = (body: string, address: string) =>
    harness.ask(address, {
      method: 'POST',
      body,
      headers: { ...from('es'), 'content-type': 'application/x-www-form-urlencoded' },
    })
  const unknown = await refused('email=a@firm.example', '/v1/forms/demo?writeKey=wrong')
  expect(unknown.status).toBe(401)
  const page = await unknown.text()
  expect(page).toContain('Este formulario no está bien configurado.')
  expect(page).toMatch(/<p lang="en" dir="ltr">.*write key.*<\/p>/)
  const long = await refused(`email=${'x'.repeat(100_000)}`, '/v1/forms/demo?writeKey=wk')
  expect(long.status).toBe(413)
  expect(await long.text()).toContain('Sus respuestas son demasiado largas.')
})

it('a consent is stored with the language of the form, the page or the browser', async () => {
  const recorded = async (id: string, email: string) => {
    await harness.sendPlain({ ...right, email }, id, from('de-AT, en;q=0.5'))
    const { data } = await harness.api<List<Consent>>(`/api/leads/email:${email}/consents`)
    return data[0]?.language
  }
  expect(await recorded('demo', 'a@firm.example')).toBe('de-AT')
  expect(await recorded('demo?language=fr', 'b@firm.example')).toBe('fr')
  await harness.save({ ...form, language: 'ja' })
  expect(await recorded('demo?language=fr', 'c@firm.example')).toBe('ja')
})
