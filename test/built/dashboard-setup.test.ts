import { expect, test } from 'vitest'
import { keepScreenshot } from '../screenshot.ts'
import { open } from './dashboard/each-page.ts'
import { ago } from './dashboard/leads.ts'
import { signIn, violations } from './dashboard/open-page.ts'

function tag(): Promise<string | null> {
  return open.page.getByRole('region', { name: 'The script tag' }).textContent()
}

test('the script tag has the address and the write key, and is copied whole', async () => {
  await open.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(open, '#/setup')
  const whole = `<script defer src="${open.collector.url}leadlight.js" data-write-key="wk_example"></script>`
  expect(await tag()).toBe(whole)
  await open.page.getByRole('button', { name: 'Copy' }).click()
  await open.page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await open.page.evaluate(() => navigator.clipboard.readText())).toBe(whole)
})

test('a choice of consent changes the tag, and says what the dialog has to run', async () => {
  await signIn(open, '#/setup')
  await open.page.getByLabel('Consent of visitors').selectOption('Ask first')
  expect(await tag()).toContain('data-write-key="wk_example" data-consent="required">')
  const call = open.page.getByRole('region', { name: 'The call when the visitor agrees' })
  expect(await call.textContent()).toContain("push(['consent', 'granted'])")
  await open.page.getByLabel('Consent of visitors').selectOption('Store nothing on the device')
  expect(await tag()).toContain('data-consent="cookieless"')
  expect(await call.count()).toBe(0)
})

test('the first visit is told when it arrives, without a reload', async () => {
  open.collector.state.leads = []
  await signIn(open)
  await open.page.getByRole('status').filter({ hasText: 'Waiting for the first visit' }).waitFor()
  expect(await open.page.getByText('(done)').count()).toBe(0)
  open.collector.state.setup.firstVisitAt = ago(0.05)
  open.collector.state.setup.visitorsOfLastDay = 1
  await open.page
    .getByRole('status')
    .filter({ hasText: /^It works\.$/ })
    .waitFor()
  expect(await open.page.getByText('The first visit began 3 min ago').count()).toBe(1)
  expect(await open.page.getByText('1 visitor in the last 24 hours').count()).toBe(1)
  expect(await open.page.getByRole('heading', { name: '(done)' }).count()).toBe(2)
  expect(await violations(open)).toEqual([])
  await keepScreenshot(open.page, 'setup first visit')
})

test('pages that were refused are named, with what to do', async () => {
  const { setup } = open.collector.state
  setup.writeKeys = [
    { key: 'wk_example', hint: 'mple', site: 'example', origins: ['https://www.example.com'] },
  ]
  setup.refused = [
    { origin: 'https://example.com', code: 'origin_not_allowed', at: ago(0.1), count: 12 },
    { origin: 'https://www.example.com', code: 'unknown_write_key', at: ago(0.2), count: 1 },
  ]
  await signIn(open, '#/setup')
  const text = await open.page.locator('main').textContent()
  expect(text).toMatch(
    /Refused 12 times, 6 min ago: pages of https:\/\/example\.com\. If they are yours, add/,
  )
  expect(text).toContain('Their script tag has another write key')
  expect(text).toContain('Only pages of this address may send: https://www.example.com.')
  expect(await violations(open)).toEqual([])
  await keepScreenshot(open.page, 'setup refused')
})

test('a key that pages of any website may use is told apart from the others', async () => {
  open.collector.state.setup.writeKeys = [
    { key: 'wk_example', hint: 'mple', site: 'example', origins: null },
    { key: null, hint: '7110', site: 'shop.example', origins: ['https://shop.example'] },
  ]
  await signIn(open, '#/setup')
  const text = await open.page.locator('main').textContent()
  expect(text).toContain('Pages of any website may send with the write key of example (…mple).')
  expect(text).toContain('With the other keys, only pages of this address may send: https://shop.example.')
})

test('a key of another website is made, shown once, and said to be incomplete later', async () => {
  await signIn(open, '#/setup')
  await open.page.getByText('Add a website with a write key of its own').click()
  await open.page.getByLabel('Address of the website').fill('my shop')
  await open.page.getByRole('button', { name: 'Make a key' }).click()
  await open.page.getByRole('alert').filter({ hasText: 'like https://www.example.com' }).waitFor()
  expect(open.collector.state.said).toEqual([])
  await open.page.getByLabel('Address of the website').fill('shop.example')
  await open.page.getByRole('button', { name: 'Make a key' }).click()
  await expect.poll(tag).toContain('data-write-key="wk_made_0001"')
  expect(open.collector.state.said).toMatchObject([
    {
      body: {
        kind: 'write',
        site: 'shop.example',
        origins: ['https://shop.example', 'https://www.shop.example'],
      },
    },
  ])
  expect(await open.page.getByText('Put in the whole write key').count()).toBe(0)
  expect(await violations(open)).toEqual([])
  await keepScreenshot(open.page, 'setup key made')
  await open.page.reload()
  await open.page.getByRole('combobox', { name: 'Website' }).selectOption('shop.example (…0001)')
  expect(await tag()).toContain('data-write-key="wk_…0001"')
  await open.page.getByText('Put in the whole write key').waitFor()
  expect(open.faults).toEqual([])
})

test('without any write key it says so', async () => {
  open.collector.state.setup.writeKeys = []
  await signIn(open, '#/setup')
  await open.page.getByText('There is no write key yet').waitFor()
})
