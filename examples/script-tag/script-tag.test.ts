import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { List, TimelineEntry } from '@leadlight/protocol'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleWebsite, startExampleWebsite } from '../../test/example-website.ts'
import { sharedBrowser } from '../../test/shared-browser.ts'

/** The example as `npm start` serves it: the website itself, and that its script tag is all it needs. */

const scriptTag = '<script defer src="/leadlight.js" data-write-key="wk_demo"></script>'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const browser = sharedBrowser()
let server: ExampleWebsite
let pages: string[]

beforeAll(async () => {
  server = await startExampleWebsite()
  pages = await findPages()
})
afterAll(() => server?.close())

/** Follows every link of the website from its home page; fails at one that leads nowhere. */
async function findPages(): Promise<string[]> {
  const found = ['/example/']
  for (const path of found) {
    const response = await fetch(server.url + path)
    expect(response.status, path).toBe(200)
    const html = await response.text()
    for (const [, href = ''] of html.matchAll(/ (?:href|src)="([^"#]+)"/g)) {
      const next = new URL(href, server.url + path)
      if (next.origin === server.url && isPage(next.pathname) && !found.includes(next.pathname)) {
        found.push(next.pathname)
      }
    }
  }
  return found
}

function isPage(path: string): boolean {
  return path.startsWith('/example/') && /(\/|\.html)$/.test(path)
}

describe('a form of the collector', () => {
  it('is sent, and gives what it promises', async () => {
    const context = await browser().newContext()
    const page = await context.newPage()
    await page.goto(`${server.url}/example/forms.html`)
    // Beside the plain form that it takes the place of.
    const form = page.locator('leadlight-form[form=e-book] [part=form]')
    await form.getByLabel('First name').fill('Asha')
    await form.getByLabel('Work e-mail').fill('asha@cold.example')
    await form.getByLabel('Company').fill('Cold & Co')
    await form.getByRole('button').click()
    await form.getByText(/^Received, no\./).waitFor()
    const href = await form.getByRole('link', { name: 'Download the guide' }).getAttribute('href')
    const file = await fetch(href ?? '')
    expect(await file.text()).toContain('Cold rooms, kept cold')
    expect(file.headers.get('content-disposition')).toContain('cold-rooms.txt')
    await server.leadBy('asha@cold.example')
    // Who comes back is not asked for the company again.
    await page.reload()
    await form.getByLabel('Work e-mail').waitFor()
    expect(await form.getByLabel('Company').count()).toBe(0)
    await context.close()
  })
})

describe('the website', () => {
  it('has the pages of a real one', () => expect(pages.length).toBeGreaterThanOrEqual(14))

  it('carries the script tag on each page, and nothing else of Leadlight', async () => {
    for (const path of pages) {
      const html = await (await fetch(server.url + path)).text()
      expect(html.split(scriptTag), path).toHaveLength(2)
      // One page shows forms of the collector.
      const rest = html
        .replace(scriptTag, '')
        .replaceAll(/<\/?leadlight-form|data-leadlight="off"|leadlight forms/g, '')
      expect(rest, path).not.toMatch(/leadlight/i)
      expect(html.includes('<leadlight-form'), path).toBe(path === '/example/forms.html')
    }
  })

  it.each([1280, 360])('is accessible and fits at a width of %i', async (width) => {
    const context = await browser().newContext({ viewport: { width, height: 800 }, bypassCSP: true })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    for (const path of [...pages, '/example/guide/mango']) {
      await page.goto(server.url + path)
      expect(await overflow(page), path).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page), path).toEqual([])
    }
    expect(errors).toEqual([])
    await context.close()
  })

  it('would be found inaccessible, or too wide', async () => {
    const context = await browser().newContext({ viewport: { width: 360, height: 800 }, bypassCSP: true })
    const page = await context.newPage()
    await page.goto(`${server.url}/example/contact.html`)
    await page.evaluate(() => {
      for (const label of document.querySelectorAll('label')) label.remove()
      document.body.style.width = '500px'
    })
    expect(await overflow(page)).toBeGreaterThan(0)
    expect(await accessibilityFaults(page)).toContain('label')
    await context.close()
  })
})

it('learns budget, authority, need and timeline from the demo form, and the way through the guide', async () => {
  const context = await browser().newContext()
  const page = await context.newPage()
  await page.goto(`${server.url}/example/guide/`)
  await page.getByRole('navigation', { name: 'Goods' }).getByRole('link', { name: 'Mango' }).click()
  await page.getByRole('heading', { name: 'Mango, unripe' }).waitFor()
  await page.goBack()
  await page.getByRole('heading', { name: 'How cold should it be?' }).waitFor()
  await page.goto(`${server.url}/example/demo.html`)
  await page.getByLabel('Your name').fill('Devi Rao')
  await page.getByLabel('Work e-mail').fill('devi@fruit.example')
  await page.getByLabel('Company').fill('Rao Fruit')
  await page.getByLabel('Job title').fill('Head of exports')
  await page.getByLabel('What do you need?').selectOption({ index: 1 })
  await page.getByLabel('I do').check()
  await page.getByLabel('When should it run?').selectOption('Within three months')
  await page.getByLabel('Budget').selectOption('up to 20,000')
  await page.getByRole('button', { name: 'Ask for a time' }).click()
  await page.waitForURL('**/thank-you.html')

  const lead = await server.leadBy('devi@fruit.example')
  await context.close()
  expect(lead.traits).toMatchObject({ name: 'Devi Rao', company: 'Rao Fruit', title: 'Head of exports' })
  for (const answer of Object.values(lead.bant)) expect(answer).toMatchObject({ known: true })
  expect(lead.bant.budget.points).toBeGreaterThan(0)
  expect(lead.stage).toBe('sql')
  const { data } = await server.api<List<TimelineEntry>>(`/api/leads/${lead.id}/events`)
  const events = data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event]))
  const paths = events.filter((event) => event.name === 'page').map((event) => event.properties.path)
  expect(paths.toReversed().slice(0, 4)).toEqual([
    '/example/guide/',
    '/example/guide/mango',
    '/example/guide/',
    '/example/demo.html',
  ])
})

/** How many pixels a page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

/** The rules of WCAG 2.2 AA that a page breaks. */
async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return await page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const axe = Reflect.get(window, 'axe') as typeof import('axe-core')
    return (await axe.run({ runOnly: tags })).violations.map((violation) => violation.id)
  })
}
