import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { ada, ago, hostile, leads, mallory } from './dashboard/leads.ts'
import { SECRET_KEY, type StubCollector, startStubCollector } from './dashboard/stub-collector.ts'

const desktop = { width: 1280, height: 900 }
const phone = { width: 360, height: 740 }
const views = {
  leads: '#/leads',
  lead: '#/leads/ada',
  hostile: `#/leads/${encodeURIComponent(mallory.id)}`,
  sources: '#/sources',
  rejected: '#/rejected',
  missing: '#/nowhere',
  'no match': '#/leads?q=nobody',
}

/** Screenshots of every view are left here, to be looked at. */
const shots = process.env.LEADLIGHT_SHOTS ?? mkdtempSync(join(tmpdir(), 'leadlight-dashboard-'))

let browser: Browser
let collector: StubCollector
let context: BrowserContext
let page: Page
/** Whatever must not happen: console errors, exceptions, breaches of the policy. */
let faults: string[]

beforeAll(async () => {
  browser = await launchBrowser()
  console.info(`Screenshots of the page of leads: ${shots}`)
})
afterAll(() => browser.close())

beforeEach(async () => {
  collector = await startStubCollector()
  await open({ viewport: desktop })
})
afterEach(async () => {
  await context.close()
  await collector.stop()
})

async function open(options: Parameters<Browser['newContext']>[0]): Promise<void> {
  context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Kolkata', ...options })
  page = await context.newPage()
  faults = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(String(error)))
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective}`),
    ),
  )
}

async function signIn(hash = ''): Promise<void> {
  await page.goto(collector.url + hash)
  await page.getByLabel('Secret key').fill(SECRET_KEY)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').waitFor()
  await page.getByText('Loading').first().waitFor({ state: 'detached' })
}

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run(document, { resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
  })
}

/** Opens the first folded parts of the page, `most` of them. */
function unfold(most: number): Promise<void> {
  return page.evaluate((most) => {
    const folded = document.querySelectorAll<HTMLElement>('main details:not([open]) > summary')
    for (const one of [...folded].slice(0, most)) one.click()
  }, most)
}

function focused(): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}

describe('sign-in', () => {
  test('a wrong key is refused with a clear message', async () => {
    await page.goto(collector.url)
    await page.getByLabel('Secret key').fill('wk_wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('does not accept this key').waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await violations()).toEqual([])
    await page.screenshot({ path: join(shots, 'sign-in.png') })
  })

  test('the key lasts for the tab, is stored nowhere else, and signing out forgets it', async () => {
    await signIn()
    await page.reload()
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    expect(await page.evaluate(() => Object.values(localStorage).join() + document.cookie)).toBe('')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Secret key').waitFor()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    expect(faults).toEqual([])
  })

  test('a key that is revoked meanwhile leads back to the sign-in', async () => {
    await signIn()
    collector.state.revoked = true
    await page.getByText('no longer accepts').waitFor()
  })
})

describe('the list', () => {
  test('shows the leads in the order the collector ranked them', async () => {
    await signIn()
    const names = await page.locator('a[data-lead]').allTextContents()
    expect(names.slice(0, 4)).toEqual(['Grace Hopper', 'Ada Lovelace', 'प्रिया शर्मा', 'রিনা আক্তার'])
    const row = page.getByRole('row', { name: /Ada Lovelace/ })
    expect((await row.getByRole('cell').allTextContents()).slice(0, 2)).toEqual(['63', 'A2'])
    expect(await page.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
  })

  test('filters by text and stage, in an address that can be shared', async () => {
    await signIn()
    await page.getByLabel('Search').fill('udyog')
    await page.waitForFunction(() => document.querySelectorAll('a[data-lead]').length === 1)
    await page.getByLabel('Stage').selectOption('customer')
    await page.getByText('No lead matches').waitFor()
    expect(new URL(page.url()).hash).toBe('#/leads?q=udyog&stage=customer')
    await page.getByRole('link', { name: 'Show all leads' }).click()
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    expect(await page.getByLabel('Search').inputValue()).toBe('')
  })

  test('loads more on request', async () => {
    collector.state.leads = Array.from({ length: 60 }, (_, place) => ({ ...ada, id: `ada-${place}` }))
    await signIn()
    expect(await page.locator('a[data-lead]').count()).toBe(50)
    await page.getByRole('button', { name: 'Show more leads' }).click()
    await page.waitForFunction(() => document.querySelectorAll('a[data-lead]').length === 60)
    expect(await page.getByRole('button', { name: 'Show more leads' }).count()).toBe(0)
  })

  test('takes up a new lead without a reload, says so, and leaves the focus where it was', async () => {
    await signIn()
    await page.getByRole('link', { name: 'Ada Lovelace' }).focus()
    const newcomer = { ...ada, id: 'new', traits: { name: 'Mary Somerville' }, email: null, lastSeen: ago(0) }
    // Ada falls to the end of the list, so her row is moved.
    collector.state.leads = [newcomer, ...leads.filter((lead) => lead !== ada), ada]
    await page.getByRole('link', { name: 'Mary Somerville' }).waitFor()
    expect(await page.locator('a[data-lead]').last().textContent()).toBe('Ada Lovelace')
    expect(await focused()).toBe('Ada Lovelace')
    await page
      .getByRole('status')
      .filter({ hasText: 'New lead: Mary Somerville' })
      .waitFor({ state: 'attached' })
  })

  test('keeps what is known while the collector is away, and says so', async () => {
    await signIn()
    collector.state.down = true
    await page.getByRole('alert').filter({ hasText: 'The collector is busy.' }).waitFor()
    expect(await page.getByRole('link', { name: 'Ada Lovelace' }).count()).toBe(1)
    collector.state.down = false
    await page
      .getByRole('alert')
      .filter({ hasText: 'The collector is busy.' })
      .waitFor({ state: 'detached', timeout: 30_000 })
  })

  test('tells a newcomer what to do', async () => {
    collector.state.leads = []
    await signIn()
    await page.getByText('No leads yet').waitFor()
    const tag = await page.getByRole('region', { name: 'The script tag' }).textContent()
    expect(tag).toBe(
      `<script defer src="${collector.url}leadlight.js" data-write-key="YOUR_WRITE_KEY"></script>`,
    )
    expect(await violations()).toEqual([])
    await page.screenshot({ path: join(shots, 'first-steps.png') })
  })
})

describe('one lead', () => {
  test('its reasons add up to its score', async () => {
    await signIn('#/leads/ada')
    const points = await page.locator('.reason .points').allTextContents()
    const hundredths = points.map((text) => Math.round(Number(text.replace('−', '-')) * 100))
    expect(points).toContain('-3.00')
    expect(hundredths.reduce((sum, one) => sum + one, 0) / 100).toBe(63.42)
    expect(await page.locator('.total output').textContent()).toBe('63.42')
    expect(await page.getByText('add up to').count()).toBe(0)
  })

  test('a sum that does not come out is reported, not hidden', async () => {
    await signIn(views.hostile)
    expect(await page.getByText('add up to').count()).toBe(0)
    await page.route('**/score*', async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, json: { ...(await response.json()), score: -5 } })
    })
    await page.getByText('The reasons add up to -4.00').waitFor()
  })

  test('a reason opens to its events', async () => {
    await signIn('#/leads/ada')
    await page.getByText('Viewed pricing').click()
    const events = page.getByRole('table', { name: 'Events behind “Viewed pricing”' })
    await events.getByText('No: only one counts in a day').waitFor()
    expect(await events.getByRole('row').count()).toBe(3)
    await events.getByText('Plans and prices').waitFor()
  })

  test('its score can be asked for another time, in an address that can be shared', async () => {
    await signIn('#/leads/ada')
    await page.getByRole('button', { name: 'In 30 days' }).click()
    await page
      .locator('.total')
      .filter({ hasText: /^Score at .*44\.20$/ })
      .waitFor()
    expect(new URL(page.url()).hash).toMatch(/at=20/)
    await page.goBack()
    await page
      .locator('.total')
      .filter({ hasText: /^Score now.*63\.42$/ })
      .waitFor()
  })

  test('its visits show pages with reading times, and forms with their fields', async () => {
    await signIn('#/leads/ada')
    await page.getByText('2 mins 31 secs').waitFor()
    await page.getByText('Sent a form: Request a demo').waitFor()
    await page.getByText('Filled, but not captured: message').waitFor()
    await page.getByText('2 pages · 4 mins 11 secs engaged · 1 form sent').waitFor()
  })

  test('that does not exist is said so', async () => {
    await signIn('#/leads/nobody')
    await page.getByText('There is no such lead.').waitFor()
  })
})

describe('for everybody', () => {
  test('works with the keyboard alone, and the focus goes along', async () => {
    await page.goto(collector.url)
    await page.locator('#secret-key:focus').waitFor()
    await page.keyboard.type(SECRET_KEY)
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('Skip to content')
    await page.keyboard.press('Enter')
    for (let presses = 0; presses < 12 && (await focused()) !== 'Ada Lovelace'; presses++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Leads' }).waitFor()
    expect(await focused()).toBe('Ada Lovelace')
  })

  test('script in any field stays text', async () => {
    for (const hash of [views.leads, views.hostile, views.sources, views.rejected]) {
      await signIn(hash)
      await unfold(100)
      expect(await page.getByText(hostile).count()).toBeGreaterThan(0)
      expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
      expect(await page.locator('main script, main img, main [onerror], [href^="javascript"]').count()).toBe(
        0,
      )
      await page.evaluate(() => sessionStorage.clear())
      await page.goto('about:blank')
    }
    expect(faults).toEqual([])
  })

  test('nothing is cut off at 400 % zoom, nor when read from the right', async () => {
    for (const [name, viewport] of Object.entries({ zoomed: { width: 320, height: 256 }, wide: desktop })) {
      await page.setViewportSize(viewport)
      for (const hash of [views.leads, views.lead]) {
        await signIn(hash)
        for (const dir of ['ltr', 'rtl']) {
          await page.locator('html').evaluate((html, value) => html.setAttribute('dir', value), dir)
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          expect(width, `${name} ${hash} ${dir}`).toBeLessThanOrEqual(viewport.width)
          await page.screenshot({
            path: join(shots, `${name} ${hash.replaceAll(/\W/g, '')} ${dir}.png`),
            fullPage: true,
          })
        }
        await page.evaluate(() => sessionStorage.clear())
        await page.goto('about:blank')
      }
    }
  })

  test('says when the browser is offline, and carries on when it is back', async () => {
    await signIn()
    await context.setOffline(true)
    await page.getByRole('alert').filter({ hasText: 'You are offline.' }).waitFor()
    await context.setOffline(false)
    await page.getByText('You are offline.').waitFor({ state: 'detached' })
    expect(await page.getByRole('link', { name: 'Ada Lovelace' }).count()).toBe(1)
  })

  test('the checks of this file notice markup, breaches of the policy and missing labels', async () => {
    await signIn()
    await page.locator('main').evaluate((main, markup) => {
      main.innerHTML += `${markup}<input>`
    }, hostile)
    expect(await page.locator('main script, main img').count()).toBe(2)
    expect((await violations()).join()).toMatch(/label|image-alt/)
    expect(faults.join()).toContain('policy: script-src')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      test(`axe finds nothing, and nothing overflows: ${colorScheme}, ${size}`, async () => {
        await context.close()
        await open({ viewport, colorScheme, reducedMotion: 'reduce' })
        await signIn()
        for (const [name, hash] of Object.entries(views)) {
          await page.evaluate((to) => {
            location.hash = to
          }, hash)
          await page.getByText('Loading').first().waitFor({ state: 'detached' })
          await unfold(2)
          expect(await violations(), name).toEqual([])
          expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(
            viewport.width,
          )
          await page.screenshot({ path: join(shots, `${name} ${size} ${colorScheme}.png`), fullPage: true })
        }
        expect(faults).toEqual([])
      })
    }
  }
})
