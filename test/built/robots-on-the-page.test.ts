import type { FormRow, Lead, List, SpamItem } from '@leadlight/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { USER_AGENT } from '../browser.ts'
import { keepScreenshot } from '../screenshot.ts'
import { type ServedFormsSite, startServedFormsSite } from '../served-forms-site.ts'
import { sharedBrowser } from '../shared-browser.ts'

const browser = sharedBrowser()
let site: ServedFormsSite
beforeAll(async () => {
  site = await startServedFormsSite()
})
afterAll(() => site.close())

it('suspected spam is accepted or deleted with a button', async () => {
  const fields = [{ type: 'email' as const, name: 'email', label: 'E-mail' }]
  await site.save({ id: 'letter', name: 'Letter', fields })
  for (const name of ['ada', 'bot'])
    await fetch(`${site.collector}/v1/forms/letter`, {
      method: 'POST',
      headers: { 'user-agent': USER_AGENT },
      body: JSON.stringify({
        writeKey: 'wk',
        properties: { fields: { email: `${name}@firm.example` }, form_check: { trap: 'x' } },
      }),
    })
  const page = await browser().newPage()
  await page.goto(`${site.collector}/#/forms`)
  await page.getByLabel('Secret key').fill('sk')
  await page.keyboard.press('Enter')
  const table = page.getByRole('table', { name: 'Taken for robots' })
  await table.getByText('Filled in what people do not see').first().waitFor()
  await keepScreenshot(page, 'robots', false)
  await page.getByRole('button', { name: 'Take in ada@firm.example' }).click()
  await page.getByRole('button', { name: 'Take in ada@firm.example' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Delete bot@firm.example' }).click()
  await table.waitFor({ state: 'detached' })

  expect((await site.get<List<SpamItem>>('/api/spam')).data).toEqual([])
  const { data } = await site.get<List<Lead>>('/api/leads')
  expect(data.map(({ email }) => email)).toEqual(['ada@firm.example'])
  expect((await site.get<List<FormRow>>('/api/reports/forms')).data).toMatchObject([
    { form: 'letter', submissions: 1, leads: 1, spam: 1 },
  ])
  await page.close()
})
