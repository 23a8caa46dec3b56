import type { Page } from 'playwright-core'
import { beforeEach, expect, test, vi } from 'vitest'
import { openCapturePages } from '../capture-page.ts'

/** What a marketer or developer sees who looks on, under a policy that forbids nearly everything. */

const form = `<main><form id="contact">
  <label>E-mail <input name="email" type="email"></label>
  <label>Your dog <input name="dog"></label>
  <label>Card <input name="card_number" autocomplete="cc-number"></label>
  <label>What do you need? <textarea name="need" data-leadlight-field="need"></textarea></label>
  <input type="hidden" name="csrf" value="x"><button>Send</button></form>
  <form id="login"><label>User <input name="user" value="ada"></label>
  <label>Password <input type="password" name="word" value="secret"></label></form></main>`

const open = openCapturePages()
let lines: string[]

beforeEach(() => {
  lines = []
  open().page.on('console', (message) => lines.push(message.text()))
})

const panelOf = (page: Page) => page.getByRole('region', { name: 'Leadlight debug' })
const rowOf = (page: Page, name: string) =>
  panelOf(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })

test('the panel is not loaded without the parameter', async () => {
  const { page, site } = open()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(site.page('/plain', form))
  await vi.waitFor(() => expect(site.named('Form Viewed')).toHaveLength(2), 10_000)
  expect(asked.filter((url) => url.includes('debug'))).toEqual([])
  expect(await panelOf(page).count()).toBe(0)
})

test('?leadlight=debug shows what is captured and what is withheld, and why, until it is ended', async () => {
  const { page, site, faults, violations } = open()
  const url = site.page('/contact', form)
  await page.goto(`${url}?leadlight=debug&token=abcdef&utm_source=mail`)
  const panel = panelOf(page)
  await panel.getByText('Page view: /contact').waitFor()
  expect(await panel.getByRole('status').textContent()).toMatch(/^Tracking visitor /)

  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByLabel('Your dog').fill('Fido')
  await page.getByLabel('Card').fill('4111 1111 1111 1111')
  await page.getByLabel('What do you need?').fill('A tracker; my card is 4111 1111 1111 1111')
  await rowOf(page, 'need').getByText('are removed').waitFor()
  const said = async (name: string) => (await rowOf(page, name).getByRole('cell').textContent()) ?? ''
  expect(await said('email')).toContain('value sent Recognised as email.')
  expect(await said('dog')).toMatch(/only name sent .*data-leadlight-allow/)
  expect(await said('card_number')).toMatch(/nothing sent .*never captured/)
  expect(await said('need')).toMatch(/value sent Recognised as need\. Parts that look like card/)
  expect(await said('csrf')).toMatch(/nothing sent A hidden field/)
  expect(await said('user')).toMatch(/only name sent A form with a password/)
  expect(await said('word')).toMatch(/nothing sent .*password/)
  await panel.getByText('In the query of the address: token').waitFor()

  if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/debug.png` })
  await page.evaluate(() => {
    const sent = document.querySelector('form')
    sent?.addEventListener('submit', (event) => {
      event.preventDefault()
      sent.remove()
    })
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await panel.getByText('Form Submitted').first().waitFor({ timeout: 20_000 })
  // What the panel said is what was sent.
  await vi.waitFor(() => expect(site.named('Form Submitted')).toHaveLength(1), 20_000)
  const [submission] = site.named('Form Submitted')
  expect(submission?.properties).toMatchObject({
    fields: { email: 'ada@firm.example', need: expect.stringMatching(/^A tracker/) },
    filled: ['dog'],
  })
  expect(JSON.stringify(submission)).not.toMatch(/Fido|4111/)
  expect(lines.some((line) => line.startsWith('Leadlight · Page view: /contact'))).toBe(true)
  expect(await violations()).toEqual([])
  expect(faults).toEqual([])

  // It goes on in this tab.
  await page.goto(url)
  await panel.getByText('Page view: /contact').waitFor()
  await panel.getByRole('button', { name: 'Collapse' }).press('Enter')
  expect(await panel.getByRole('group').count()).toBe(0)
  await panel.getByRole('button', { name: 'Close' }).press('Enter')
  expect(await panel.count()).toBe(0)
  await page.goto(url)
  await vi.waitFor(() => expect(site.named('Form Viewed').length).toBeGreaterThan(3), 10_000)
  expect(await panel.count()).toBe(0)
})

test('the panel says why nothing is tracked', async () => {
  const { page, site } = open()
  await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
  await page.goto(`${site.page('/quiet', form)}?leadlight=debug`)
  await panelOf(page).getByText('Not tracking: the browser sends Global Privacy Control.').waitFor()
  await page.evaluate(() =>
    (window as unknown as { leadlight: { consent(decision: string): void } }).leadlight.consent('denied'),
  )
  await panelOf(page).getByText('Not tracking: the visitor denied consent on this site.').waitFor()
})
