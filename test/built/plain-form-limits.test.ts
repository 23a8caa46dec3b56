import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'
import { createLog, startServer } from 'leadlight'
import { expect, it } from 'vitest'
import { launchBrowser } from '../browser.ts'

/** A page of the owner's, with a form as anybody writes it. */
const form = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact</title><link rel="icon" href="data:,">
<form action="/v1/forms/contact?writeKey=wk" method="post"><label>E-mail <input name="email" type="email"></label>
<label>Message <textarea name="message"></textarea></label><button>Send</button></form></html>`

it('a visitor without scripts who is refused reads why, goes back, and sends the answers again', async () => {
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    store: memoryStore(),
    model: defaultModel,
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk' },
    ],
    limits: { perAddress: { perSecond: 0.5, burst: 1 } },
    trustProxy: true,
    site: ({ url }) =>
      url.endsWith('/contact.html')
        ? new Response(form, { headers: { 'content-type': 'text/html' } })
        : undefined,
    log: createLog('silent'),
  })
  const browser = await launchBrowser()
  const context = await browser.newContext({
    javaScriptEnabled: false,
    extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.9' },
  })
  const page = await context.newPage()
  let seconds = 0
  page.on('response', (answer) => {
    if (answer.status() === 429) seconds = Number(answer.headers()['retry-after'])
  })
  const send = async (message: string) => {
    await page.getByLabel('E-mail').fill('ada@firm.example')
    await page.getByLabel('Message').fill(message)
    await page.getByRole('button').click()
  }
  await page.goto(`${server.url}/contact.html`)
  await send('first')
  await page.getByText('Received, no.').waitFor()
  await page.goto(`${server.url}/contact.html`)
  // Until one is refused: it may have taken long enough to be let through.
  for (let turn = 0; ; turn++) {
    await send(`second ${turn}`)
    await page.getByRole('heading').waitFor()
    if (await page.getByText('This could not be accepted').isVisible()) break
    await page.goto(`${server.url}/contact.html`)
  }
  await page.getByText('what you wrote is still there').waitFor()
  expect(seconds).toBeGreaterThan(0)
  await page.goBack()
  expect(await page.getByLabel('Message').inputValue()).toContain('second')
  await page.waitForTimeout(seconds * 1_000)
  await page.getByRole('button').click()
  await page.getByText('Received, no.').waitFor()
  const headers = { authorization: 'Bearer sk' }
  const events = await fetch(`${server.url}/api/leads/email:ada@firm.example/events`, { headers })
  expect(await events.text()).toContain('"second')
  await browser.close()
  await server.close()
})
