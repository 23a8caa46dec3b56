import type { FormDefinition, Lead } from '@leadlight/protocol'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { type ServedFormsSite, startServedFormsSite } from './served-forms-site.ts'
import { sharedBrowser } from './shared-browser.ts'

/** Before each test of the file that imports this, an empty page of a website whose forms come from the collector. */

/** A form that the collector serves. */
export const guide: FormDefinition = {
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
/** The website, with {@link guide}. */
export let site: ServedFormsSite
/** A visitor who speaks German, new to each test. */
export let context: BrowserContext
export let page: Page
/** Errors in the console, and exceptions. */
export let said: string[]
/** Addresses to which the page posted. */
export let posted: string[]

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

/** Another visitor takes the place of the first one. */
export async function open(options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
  await context?.close()
  context = await browser().newContext({ locale: 'de-DE', ...options })
  page = await context.newPage()
  said = []
  posted = []
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
  page.on('pageerror', (error) => said.push(`exception: ${error}`))
  page.on('request', (request) => request.method() === 'POST' && posted.push(request.url()))
}

/** The script tag of the tracker. */
export const tracker = (attributes = '') =>
  `<script defer src="${site.collector}/leadlight.js" data-write-key="wk" ${attributes}></script>`
/** The script tag of forms. */
export const forms = () => `<script defer src="${site.collector}/leadlight-forms.js"></script>`
/** A form that browsers without scripts can send. */
export const plain = (
  id: string,
) => `<form action="${site.collector}/v1/forms/${id}?writeKey=wk" method="post" data-leadlight="off">
  <label>Ohne Skript <input type="email" name="email" required></label><button>Absenden</button></form>`
/** A strict Content-Security-Policy under which forms work. */
export const policy = () =>
  `default-src 'none'; script-src ${site.collector}; connect-src ${site.collector}; style-src 'self'; img-src data:; require-trusted-types-for 'script'`

/** Fills in {@link guide} and sends it. */
export async function fillIn(email: string): Promise<void> {
  const form = page.locator('leadlight-form')
  await form.getByLabel('E-mail').fill(email)
  await form.getByLabel('Send me').check()
  await form.getByRole('button').click()
}
/** Waits until there is a lead with this address. */
export const leadOf = (email: string) =>
  vi.waitFor(() => site.get<Lead & { visitors: unknown }>(`/api/leads/email:${email}`), {
    timeout: 30_000,
    interval: 200,
  })
