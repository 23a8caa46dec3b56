import { readFile } from 'node:fs/promises'
import { beforeEach, expect, test } from 'vitest'
import { keepScreenshot } from '../screenshot.ts'
import { open } from './dashboard/each-page.ts'
import { signIn, violations } from './dashboard/open-page.ts'

beforeEach(async () => {
  await signIn(open, '#/leads/ada')
})

const card = () => open.page.getByRole('region', { name: 'Stored data' })

test('all that is stored about a lead is saved as a file', async () => {
  await open.page.route('**/api/leads/ada/export', (route) =>
    route.fulfill({ json: { lead: { id: 'ada' } } }),
  )
  const saved = open.page.waitForEvent('download')
  await card().getByRole('button', { name: 'Save everything as JSON' }).click()
  const file = await saved
  expect(file.suggestedFilename()).toBe('ada.json')
  expect(JSON.parse(await readFile(await file.path(), 'utf8'))).toEqual({ lead: { id: 'ada' } })
})

test('a lead is erased in two steps with the keyboard alone, and going back shows nothing of it', async () => {
  await open.page.getByRole('link', { name: 'All leads' }).click()
  await open.page.getByRole('link', { name: 'Ada' }).first().click()
  const erase = card().getByRole('button', { name: 'Erase for good' })
  expect(await erase.isVisible()).toBe(false)
  await card().getByText('Erase this lead').focus()
  await open.page.keyboard.press('Enter')
  expect(await violations(open)).toEqual([])
  await keepScreenshot(open.page, 'lead erase')
  await open.page.keyboard.press('Tab')
  await open.page.keyboard.press('Enter')
  await open.page.getByRole('heading', { name: 'Leads', level: 1 }).waitFor()
  await expect
    .poll(() => open.page.getByRole('status').allTextContents())
    .toContainEqual('The lead was erased')
  await expect.poll(() => open.page.getByRole('link', { name: 'Ada' }).count()).toBe(0)
  await open.page.evaluate(() => {
    location.hash = '#/leads/ada'
  })
  await open.page.getByRole('alert').filter({ hasText: 'no such lead' }).waitFor()
  expect(await open.page.getByRole('heading', { name: 'Ada' }).count()).toBe(0)
})

test('a failure is told, and the lead stays', async () => {
  await card().getByText('Erase this lead').click()
  open.collector.state.down = true
  await card().getByRole('button', { name: 'Erase for good' }).click()
  await card().getByText('The collector is busy.').waitFor()
  expect(await open.page.getByRole('heading', { level: 1 }).textContent()).toContain('Ada')
})
