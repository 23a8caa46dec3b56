import type { Lead, List, TimelineEntry } from '@leadlight/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../../test/browser.ts'
import { type RunningProcess, startServing } from '../../test/leadlight-process.ts'

/** The pages with the published modules, in a browser that gets nothing else. */

let server: RunningProcess
let browser: Browser

beforeAll(async () => {
  server = await startServing([new URL('serve.ts', import.meta.url).pathname, '--port', '0'])
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.end('SIGTERM')
})

async function open(path: string): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  await page.goto(`${server.url}/example/${path}`)
  return { page, errors }
}

async function api<Answer>(path: string): Promise<Answer> {
  const response = await fetch(server.url + path, { headers: { authorization: 'Bearer sk_demo' } })
  return (await response.json()) as Answer
}

it('tracks with the modules as they are, to a lead with its events; the panel comes when it is wanted', async () => {
  const { page, errors } = await open('')
  await page.getByRole('button', { name: 'Ask for a demo' }).click()
  await page.getByLabel('Show what is captured').check()
  await page.getByRole('region', { name: 'Leadlight debug' }).waitFor()
  await page.getByLabel('Show what is captured').uncheck()
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByRole('button', { name: 'Send me the letter' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()

  let lead: Lead | undefined
  while (!lead) {
    ;[lead] = (await api<List<Lead>>('/api/leads?q=ada@firm.example')).data
    await page.waitForTimeout(100)
  }
  const { data } = await api<List<TimelineEntry>>(`/api/leads/${lead.id}/events`)
  const names = data
    .flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
    .map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['page', 'Demo Requested', 'Form Submitted']))
  expect(errors).toEqual([])
  await page.close()
})

it('runs the hooks on Preact by the import map alone', async () => {
  const { page, errors } = await open('preact.html')
  const asked = page.waitForRequest(
    (request) => request.method() === 'POST' && `${request.postData()}`.includes('Demo Requested'),
  )
  await page.getByRole('button', { name: 'Ask', exact: true }).click()
  await asked
  expect(errors).toEqual([])
  await page.close()
})
