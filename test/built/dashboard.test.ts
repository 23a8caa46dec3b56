import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sharedBrowser } from '../shared-browser.ts'
import { ada, ago, leads, mallory } from './dashboard/leads.ts'
import {
  createAlbum,
  desktop,
  focused,
  type OpenPage,
  openPage,
  signIn,
  violations,
} from './dashboard/open-page.ts'

const browser = sharedBrowser()
let open: OpenPage
const album = createAlbum()

beforeEach(async () => {
  open = await openPage(browser())
})
afterEach(() => open.close())

describe('sign-in', () => {
  test('a wrong key is refused with a clear message', async () => {
    await open.page.goto(open.collector.url)
    await open.page.getByLabel('Secret key').fill('wk_wrong')
    await open.page.getByRole('button', { name: 'Sign in' }).click()
    await open.page.getByText('does not accept this key').waitFor()
    expect(await open.page.getByRole('navigation').count()).toBe(0)
    expect(await violations(open)).toEqual([])
    await album.keep(open, 'sign-in')
  })

  test('the key lasts for the tab, is stored nowhere else, and signing out forgets it', async () => {
    await signIn(open)
    await open.page.reload()
    await open.page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    expect(await open.page.evaluate(() => Object.values(localStorage).join() + document.cookie)).toBe('')
    await open.page.getByRole('button', { name: 'Sign out' }).click()
    await open.page.getByLabel('Secret key').waitFor()
    expect(await open.page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(open.faults).toEqual([])
  })

  test('a revoked key leads back to the sign-in', async () => {
    await signIn(open)
    open.collector.state.revoked = true
    await open.page.getByText('no longer accepts').waitFor()
  })
})

describe('the list', () => {
  test('shows the leads in the order the collector ranked them', async () => {
    await signIn(open)
    const names = await open.page.locator('a[data-lead]').allTextContents()
    expect(names.slice(0, 4)).toEqual(['Grace Hopper', 'Ada Lovelace', 'प्रिया शर्मा', 'রিনা আক্তার'])
    const row = open.page.getByRole('row', { name: /Ada Lovelace/ })
    expect((await row.getByRole('cell').allTextContents()).slice(0, 2)).toEqual(['63', 'A2'])
    expect(await open.page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
  })

  test('filters by text and stage, in an address that can be shared', async () => {
    await signIn(open)
    await open.page.getByLabel('Search').fill('udyog')
    await open.page.waitForFunction(() => document.querySelectorAll('a[data-lead]').length === 1)
    await open.page.getByLabel('Stage').selectOption('customer')
    await open.page.getByText('No lead matches').waitFor()
    expect(new URL(open.page.url()).hash).toBe('#/leads?q=udyog&stage=customer')
    await open.page.getByRole('link', { name: 'Show all leads' }).click()
    await open.page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    expect(await open.page.getByLabel('Search').inputValue()).toBe('')
  })

  test('filters by segment and owner', async () => {
    const { state } = open.collector
    state.segments = [{ id: 'bought', name: 'Bought already', where: { stage: 'customer' } }]
    state.leads = state.leads.map((lead) => (lead.id === ada.id ? { ...lead, owner: 'Priya' } : lead))
    await signIn(open)
    const shown = async () => await open.page.locator('a[data-lead]').count()
    const all = await shown()
    await open.page.getByLabel('Segment').selectOption('Bought already')
    await expect.poll(shown).toBe(state.leads.filter(({ stage }) => stage === 'customer').length)
    expect(new URL(open.page.url()).hash).toBe('#/leads?segment=bought')
    await open.page.getByLabel('Segment').selectOption('All')
    await expect.poll(shown).toBe(all)
    await open.page.getByRole('link', { name: 'Ada Lovelace' }).click()
    await open.page.getByRole('link', { name: 'Priya' }).click()
    await expect.poll(shown).toBe(1)
    await open.page.getByLabel('Owner').selectOption('All')
    await expect.poll(shown).toBe(all)
    expect(open.faults).toEqual([])
  })

  test('loads more on request', async () => {
    open.collector.state.leads = Array.from({ length: 60 }, (_, place) => ({ ...ada, id: `ada-${place}` }))
    await signIn(open)
    expect(await open.page.locator('a[data-lead]').count()).toBe(50)
    await open.page.getByRole('button', { name: 'Show more leads' }).click()
    await open.page.waitForFunction(() => document.querySelectorAll('a[data-lead]').length === 60)
    expect(await open.page.getByRole('button', { name: 'Show more leads' }).count()).toBe(0)
  })

  test('shows a new lead without a reload, announces it, and keeps the focus', async () => {
    await signIn(open)
    await open.page.getByRole('link', { name: 'Ada Lovelace' }).focus()
    const newcomer = { ...ada, id: 'new', traits: { name: 'Mary Somerville' }, email: null, lastSeen: ago(0) }
    // Ada falls to the end of the list, so her row is moved.
    open.collector.state.leads = [newcomer, ...leads.filter((lead) => lead !== ada), ada]
    await open.page.getByRole('link', { name: 'Mary Somerville' }).waitFor()
    expect(await open.page.locator('a[data-lead]').last().textContent()).toBe('Ada Lovelace')
    expect(await focused(open)).toBe('Ada Lovelace')
    await open.page
      .getByRole('status')
      .filter({ hasText: 'New lead: Mary Somerville' })
      .waitFor({ state: 'attached' })
  })

  test('keeps the list while the collector is unreachable, and says so', async () => {
    await signIn(open)
    open.collector.state.down = true
    await open.page.getByRole('alert').filter({ hasText: 'The collector is busy.' }).waitFor()
    expect(await open.page.getByRole('link', { name: 'Ada Lovelace' }).count()).toBe(1)
    open.collector.state.down = false
    await open.page
      .getByRole('alert')
      .filter({ hasText: 'The collector is busy.' })
      .waitFor({ state: 'detached', timeout: 30_000 })
  })

  test('tells new users what to do', async () => {
    open.collector.state.leads = []
    await signIn(open)
    await open.page.getByText('No leads yet').waitFor()
    const tag = await open.page.getByRole('region', { name: 'The script tag' }).textContent()
    expect(tag).toBe(
      `<script defer src="${open.collector.url}leadlight.js" data-write-key="YOUR_WRITE_KEY"></script>`,
    )
    for (const width of [desktop.width, 360]) {
      await open.page.setViewportSize({ width, height: 740 })
      expect(await violations(open)).toEqual([])
      expect(await open.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await album.keep(open, `first-steps ${width}`)
    }
  })

  test('says while another model is being prepared', async () => {
    open.collector.state.publication = { phase: 'preparing', version: 4, done: 12_345 }
    await signIn(open)
    const coming = open.page.getByText('Version 4 of the scoring model is being prepared: 12,345 leads done.')
    await coming.waitFor()
    expect(await open.page.getByRole('link', { name: 'Ada Lovelace' }).count()).toBe(1)
    expect(await violations(open)).toEqual([])
    open.collector.state.publication = { phase: 'switching', version: 4, done: 10 }
    await coming.waitFor({ state: 'detached', timeout: 30_000 })
  })

  test('names the time zone of its times', async () => {
    await signIn(open)
    await open.page.getByText(/^Times are in your time zone, Asia.(Kolkata|Calcutta) .GMT.5:30.\.$/).waitFor()
  })
})

describe('one lead', () => {
  test('the reasons add up to the score', async () => {
    await signIn(open, '#/leads/ada')
    const points = await open.page.locator('.reason .points').allTextContents()
    const hundredths = points.map((text) => Math.round(Number(text.replace('−', '-')) * 100))
    expect(points).toContain('-3.00')
    expect(hundredths.reduce((sum, one) => sum + one, 0) / 100).toBe(63.42)
    expect(await open.page.locator('.total output').textContent()).toBe('63.42')
    expect(await open.page.getByText('add up to').count()).toBe(0)
  })

  test('a wrong sum is reported, not hidden', async () => {
    await signIn(open, `#/leads/${encodeURIComponent(mallory.id)}`)
    expect(await open.page.getByText('add up to').count()).toBe(0)
    await open.page.route('**/score*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), score: -5 } })
    })
    await open.page.getByText('The reasons add up to -4.00').waitFor()
  })

  test('a reason expands to its events', async () => {
    await signIn(open, '#/leads/ada')
    await open.page.getByText('Viewed pricing').click()
    const events = open.page.getByRole('table', { name: 'Events behind “Viewed pricing”' })
    await events.getByText('No: only one counts in a day').waitFor()
    expect(await events.getByRole('row').count()).toBe(3)
    await events.getByText('Plans and prices').waitFor()
  })

  test('the score can be read at another time, in an address that can be shared', async () => {
    await signIn(open, '#/leads/ada')
    await open.page.getByRole('button', { name: 'In 30 days' }).click()
    await open.page
      .locator('.total')
      .filter({ hasText: /^Score at .*44\.20$/ })
      .waitFor()
    expect(new URL(open.page.url()).hash).toMatch(/at=20/)
    await open.page.goBack()
    await open.page
      .locator('.total')
      .filter({ hasText: /^Score now.*63\.42$/ })
      .waitFor()
  })

  test('visits show pages with reading times, and forms with their fields', async () => {
    await signIn(open, '#/leads/ada')
    await open.page.getByText('2 mins 31 secs').waitFor()
    await open.page.getByText('Sent a form: Request a demo').waitFor()
    await open.page.getByText('Filled, but not captured: message').waitFor()
    await open.page.getByText('2 pages · 4 mins 11 secs engaged · 1 form sent').waitFor()
  })

  test('an unknown lead is reported', async () => {
    await signIn(open, '#/leads/nobody')
    await open.page.getByText('There is no such lead.').waitFor()
  })
})

describe('the reports', () => {
  test('the funnel shows step by step how many got how far, and how fast', async () => {
    await signIn(open)
    await open.page.getByRole('link', { name: 'Funnel' }).click()
    const row = open.page.getByRole('row', { name: /^Sales qualified/ })
    await row.waitFor()
    const cells = await row.getByRole('cell').allTextContents()
    expect(cells).toEqual(['Sales qualified', '30', '27.5%', '7 days', '17', '0'])
    await open.page.getByText('Leads that never visited, like imported ones: 27').waitFor()
    await open.page.getByLabel('Period').selectOption('All time')
    await open.page.waitForURL('**/#/funnel?days=0')
    expect(open.faults).toEqual([])
  })

  test('pages are listed in an order that can be shared', async () => {
    await signIn(open, '#/content')
    const first = open.page.getByRole('row').nth(1)
    await first.filter({ hasText: '/blog/crm-for-small-teams' }).waitFor()
    const cells = await first.getByRole('cell').allTextContents()
    expect(cells.slice(1)).toEqual([
      '4,210',
      '3,902',
      '11 days 22 hrs',
      '2 mins 31 secs',
      '71%',
      '81',
      '40',
      '12',
    ])
    await open.page.getByLabel('Order').selectOption('Before leads')
    await open.page.waitForURL('**/#/content?sort=-leadsBefore')
    await first.filter({ hasText: '/pricing' }).waitFor()
    const header = open.page.getByRole('columnheader', { name: 'Before leads' })
    expect(await header.getAttribute('aria-sort')).toBe('descending')
    expect(open.faults).toEqual([])
  })
})
