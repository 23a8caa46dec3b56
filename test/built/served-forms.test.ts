import type { FormDefinition, Lead } from '@leadlight/protocol'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { browserFlags, requireBrowser } from '../browser.ts'
import { type ServedFormsSite, startServedFormsSite } from '../served-forms-site.ts'
import { sharedBrowser } from '../shared-browser.ts'

const guide: FormDefinition = {
  id: 'guide',
  name: 'Guide',
  title: 'Get the guide',
  fields: [
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'consent', name: 'news', label: 'Send me <b>news</b>.' },
  ],
  success: {
    message: 'Enjoy the read.',
    reveal: { text: 'The secret chapter', links: [{ label: 'Read on', href: '/chapter' }] },
  },
}

const browser = sharedBrowser()
let context: BrowserContext
let page: Page
let site: ServedFormsSite
let said: string[]
let posted: string[]

beforeAll(async () => {
  site = await startServedFormsSite()
  await site.save(guide)
})
afterAll(async () => {
  await site.close()
})
beforeEach(async () => {
  await open()
})
afterEach(() => context.close())

async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  await context?.close()
  context = await browser().newContext({ locale: 'de-DE', ...options })
  page = await context.newPage()
  said = []
  posted = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', (error) => said.push(`exception: ${error}`))
  page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()))
}

const tracker = (attributes = '') =>
  `<script defer src="${site.collector}/leadlight.js" data-write-key="wk" ${attributes}></script>`
const forms = () => `<script defer src="${site.collector}/leadlight-forms.js"></script>`
const plain = (
  id: string,
) => `<form action="${site.collector}/v1/forms/${id}?writeKey=wk" method="post" data-leadlight="off">
  <label>Ohne Skript <input type="email" name="email" required></label><button>Absenden</button></form>`
const policy = () =>
  `default-src 'none'; script-src ${site.collector}; connect-src ${site.collector}; style-src 'self'; img-src data:; require-trusted-types-for 'script'`

async function fillIn(email: string): Promise<void> {
  const form = page.locator('leadlight-form')
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Send me').check()
  await form.getByRole('button').click()
}
const leadOf = (email: string) =>
  vi.waitFor(() => site.get<Lead & { visitors: unknown }>(`/api/leads/email:${email}`), {
    timeout: 10_000,
    interval: 200,
  })

describe('a form from the collector', () => {
  it('is drawn under a strict policy, sent through the outbox, and its receipt shown', async () => {
    await page.goto(
      site.page('/tracked', `${tracker()}${forms()}<leadlight-form form="guide"></leadlight-form>`, policy()),
    )
    await fillIn('ada@firm.example')
    const message = page.locator('leadlight-form [role=status]')
    await message.getByText('Enjoy the read.').waitFor()
    await message.getByText(/^Eingegangen, Nr\. [\dA-Z]{4}-[\dA-Z]{4}$/).waitFor()
    await message.getByText('The secret chapter').waitFor()
    expect(await message.getByRole('link', { name: 'Read on' }).getAttribute('href')).toBe('/chapter')
    expect((await leadOf('ada@firm.example')).score).toBeGreaterThan(0)
    expect(posted.every((url) => url.endsWith('/v1/batch'))).toBe(true)
    expect(said).toEqual([])
  })

  it('is kept while the visitor is offline, who is told so, and its receipt shown when it was sent', async () => {
    await page.goto(
      site.page('/offline', `${tracker()}${forms()}<leadlight-form form="guide"></leadlight-form>`),
    )
    await page.locator('leadlight-form').getByRole('button').waitFor()
    await context.setOffline(true)
    await fillIn('offline@firm.example')
    const message = page.locator('leadlight-form').getByRole('status')
    await message.getByText('Sie sind offline.').waitFor()
    expect(await message.getByText(/Eingegangen/).count()).toBe(0)
    await context.setOffline(false)
    await message.getByText(/Eingegangen, Nr\. [\dA-Z]{4}-[\dA-Z]{4}/).waitFor()
    await leadOf('offline@firm.example')
  })

  it('leaves the plain form that stands inside, and says why, when there is none of that id', async () => {
    await page.goto(
      site.page(
        '/unknown',
        `${tracker()}${forms()}<leadlight-form form="nowhere">${plain('nowhere')}</leadlight-form>`,
      ),
    )
    await vi.waitFor(() =>
      expect(said.join()).toContain('leadlight-form: Error: There is no form "nowhere": save it with'),
    )
    expect(said.join()).not.toContain('exception')
    await page.getByLabel('Ohne Skript').fill('plain@firm.example')
    await page.getByRole('button').click()
    await page.getByText(/Eingegangen, Nr\./).waitFor()
    await leadOf('plain@firm.example')
  })

  it('takes over what was begun in the plain form inside', async () => {
    let draw = () => {}
    const waiting = new Promise<void>((resolve) => {
      draw = resolve
    })
    await page.route('**/v1/forms/guide', async (route) => {
      await waiting
      await route.continue()
    })
    await page.goto(
      site.page(
        '/begun',
        `${tracker()}${forms()}<leadlight-form form="guide">${plain('guide')}</leadlight-form>`,
      ),
    )
    await page.getByLabel('Ohne Skript').fill('begun@firm.example')
    draw()
    const email = page.locator('leadlight-form').getByLabel('E-mail')
    await email.waitFor()
    expect(await email.inputValue()).toBe('begun@firm.example')
    expect(await email.evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input)).toBe(
      true,
    )
  })

  it('is taken in though it was removed while it was open', async () => {
    await site.save({ ...guide, id: 'short-lived' })
    await page.goto(
      site.page('/short', `${tracker()}${forms()}<leadlight-form form="short-lived"></leadlight-form>`),
    )
    await page.locator('leadlight-form').getByLabel('E-mail').waitFor()
    await site.remove('short-lived')
    await fillIn('late@firm.example')
    await page.getByText('Enjoy the read.').waitFor()
    await leadOf('late@firm.example')
  })

  const nonced = (script: string) => script.replace('<script', '<script nonce="n1"')
  it.each<[string, () => string, (text: string) => string, number, number]>([
    ['in a worker, where the policy allows one', () => `${policy()}; worker-src blob:`, (text) => text, 1, 0],
    ['on the page, where the policy knows none', () => policy(), (text) => text, 0, 1],
    [
      'on the page, when that is asked for',
      () => policy(),
      (text) => text.replace('form=', 'work="page" form='),
      0,
      0,
    ],
    [
      'on the page, under a policy with nonces, which is told of nothing',
      () =>
        `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src ${site.collector}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
      (text) => text.split('</script>').map(nonced).join('</script>'),
      0,
      0,
    ],
  ])('works for its admission %s', async (name, rules, change, workers, reports) => {
    const id = `guarded-${name.length}`
    await site.save({ ...guide, id, protect: { work: true, seconds: 0.2 } })
    let seen = 0
    page.on('worker', () => seen++)
    const body = change(`${tracker()}${forms()}<leadlight-form form="${id}"></leadlight-form>`)
    await page.goto(site.page(`/${id}`, body, rules()))
    await fillIn(`${id}@firm.example`)
    await page.getByText(/Eingegangen/).waitFor()
    expect((await leadOf(`${id}@firm.example`)).score).toBeGreaterThan(0)
    expect([seen, said.length]).toEqual([workers, reports])
  })

  it('works for its admission on plain http, too, where browsers do not hash', async () => {
    await site.save({ ...guide, id: 'insecure', protect: { work: true } })
    const flags = [...browserFlags, '--host-resolver-rules=MAP site.example 127.0.0.1']
    const other = await chromium.launch({ executablePath: requireBrowser(), args: flags })
    const insecure = await other.newPage({ locale: 'de-DE' })
    const body = `${tracker()}${forms()}<leadlight-form form="insecure"></leadlight-form>`
    const { port } = new URL(site.page('/insecure', body))
    await insecure.goto(`http://site.example:${port}/insecure`)
    expect(await insecure.evaluate(() => crypto.subtle === undefined)).toBe(true)
    const form = insecure.locator('leadlight-form')
    await form.getByLabel('E-mail').fill('plain-http@firm.example')
    await form.getByLabel('Send me').check()
    await form.getByRole('button').click()
    await insecure.getByText(/Eingegangen/).waitFor()
    expect((await leadOf('plain-http@firm.example')).score).toBeGreaterThan(0)
    await other.close()
  })
})

describe('where nothing may be tracked', () => {
  const denied = () => tracker('data-consent="required"')

  it.each([
    ['from the collector', () => '<leadlight-form form="guide"></leadlight-form>'],
    [
      'of the page',
      () =>
        `<leadlight-form><script type="application/json">${JSON.stringify(guide).replaceAll('<', '\\u003c')}</script></leadlight-form>`,
    ],
  ])('a form %s is sent by itself, once, and nothing is stored on the device', async (name, element) => {
    await page.goto(
      site.page(
        `/denied-${name.length}?utm_source=ads&utm_campaign=spring&id=7`,
        denied() + forms() + element(),
      ),
    )
    const email = `quiet${name.length}@firm.example`
    const form = page.locator('leadlight-form')
    await form.getByLabel('E-mail').fill(email)
    await form.getByLabel('Send me').check()
    await form.getByRole('button').dblclick()
    await page.getByText(/Eingegangen/).waitFor()
    const lead = await leadOf(email)
    expect(posted).toEqual([`${site.collector}/v1/forms/guide`])
    expect(JSON.stringify(lead.visitors)).toContain('form:')
    expect(lead.firstSource).toMatchObject({ source: 'ads', campaign: 'spring' })
    const kept = await page.evaluate(async () => ({
      storage: { ...localStorage, ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
    }))
    expect(kept).toEqual({ storage: {}, cookies: '', databases: [] })
    expect(await context.cookies()).toEqual([])
  })

  it('keeps the answers in the form while the collector cannot be reached, and counts a second try once', async () => {
    await page.goto(site.page('/away', `${denied()}${forms()}<leadlight-form form="guide"></leadlight-form>`))
    await page.locator('leadlight-form').getByLabel('E-mail').waitFor()
    // It arrives, but its answer does not.
    let lost = 0
    await page.route('**/v1/forms/guide', async (route) => {
      await route.fetch()
      lost++
      await route.abort()
    })
    await fillIn('twice@firm.example')
    await page.locator('leadlight-form').getByRole('alert').locator('p').waitFor()
    expect(await page.locator('leadlight-form').getByLabel('E-mail').inputValue()).toBe('twice@firm.example')
    await page.unroute('**/v1/forms/guide')
    await page.locator('leadlight-form').getByRole('button').click()
    await page.getByText(/Eingegangen/).waitFor()
    expect(lost).toBe(1)
    await leadOf('twice@firm.example')
    const { data } = await site.get<{ data: { events: { type: string; name: string }[] }[] }>(
      '/api/leads/email:twice@firm.example/events',
    )
    const submissions = data.flatMap(({ events }) => events).filter(({ name }) => name === 'Form Submitted')
    expect(submissions).toHaveLength(1)
  })
})

it('a browser without scripts sends the plain form inside, and gets a page that says thanks', async () => {
  await open({ javaScriptEnabled: false })
  await page.goto(
    site.page(
      '/plain',
      `${tracker()}${forms()}<leadlight-form form="guide">${plain('guide')}</leadlight-form>`,
    ),
  )
  await page.getByLabel('Ohne Skript').fill('noscript@firm.example')
  await page.getByRole('button').click()
  await page.getByRole('heading', { name: 'Enjoy the read.' }).waitFor()
  await page.getByText('The secret chapter').waitFor()
  expect((await leadOf('noscript@firm.example')).score).toBeGreaterThan(0)
})
