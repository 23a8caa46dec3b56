import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { keepScreenshot } from '../screenshot.ts'
import { open } from './dashboard/each-page.ts'
import { ada, ago, leads } from './dashboard/leads.ts'
import { desktop, focused, signIn, violations } from './dashboard/open-page.ts'

describe('sign-in', () => {
  test('a wrong key is refused with a clear message', async () => {
    await open.page.goto(open.collector.url)
    await open.page.getByLabel('Secret key').fill('wk_wrong')
    await open.page.getByRole('button', { name: 'Sign in' }).click()
    await open.page.getByText('does not accept this key').waitFor()
    expect(await open.page.getByRole('navigation').count()).toBe(0)
    expect(await violations(open)).toEqual([])
    await keepScreenshot(open.page, 'sign-in')
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
    const cells = await row.getByRole('cell').allTextContents()
    expect(cells.slice(0, 2)).toEqual(['63', 'A2'])
    expect(cells[3]).toBe('+20 Asked for a demo+9 Viewed pricing')
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
    await expect.poll(() => open.page.getByLabel('Search').inputValue()).toBe('')
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

  test('is saved as a file, with the filters of the list', async () => {
    await signIn(open, '#/leads?stage=sql')
    const saving = open.page.waitForEvent('download')
    await open.page.getByRole('button', { name: 'Save as CSV' }).click()
    const file = await saving
    expect(file.suggestedFilename()).toMatch(/^leads-\d{4}-\d\d-\d\d\.csv$/)
    expect(await readFile(await file.path(), 'utf8')).toBe('\ufeffemail\r\ngrace@cobol.example\r\n')
    await open.page.getByRole('status').filter({ hasText: 'saved' }).waitFor({ state: 'attached' })
    expect(open.faults).toEqual([])
    await open.context.setOffline(true)
    await open.page.getByRole('button', { name: 'Save as CSV' }).click()
    await open.page.getByRole('alert').filter({ hasText: 'The collector does not answer.' }).waitFor()
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
    await open.page.getByRole('region', { name: 'The script tag' }).waitFor()
    for (const width of [desktop.width, 360]) {
      await open.page.setViewportSize({ width, height: 740 })
      expect(await violations(open)).toEqual([])
      expect(await open.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await keepScreenshot(open.page, `first-steps ${width}`)
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
