import { describe, expect, test } from 'vitest'
import { open } from './dashboard/each-page.ts'
import { mallory } from './dashboard/leads.ts'
import { signIn } from './dashboard/open-page.ts'

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
    const notice = open.page.getByRole('alert')
    await notice.waitFor()
    expect(await notice.innerText()).toBe(
      'There is no such lead. It may have been erased, or be part of another lead now.',
    )
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
