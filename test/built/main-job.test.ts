import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lead, ScoreAnswer } from '@leadlight/protocol'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExampleWebsite, startExampleWebsite } from '../example-website.ts'
import { sharedBrowser } from '../shared-browser.ts'

/**
 * The main job as a user gets it: what `npm start` serves, three visitors in a real browser, and what the page of leads
 * is told of them.
 */

const PASSWORD = 'tuhin-7-zebra-Ladder'
const CARD = '4539 1488 0343 6467'
const EARLY = 10_000

const browser = sharedBrowser()
const folder = mkdtempSync(join(tmpdir(), 'leadlight-main-job-'))
let site: ExampleWebsite
/** Everything that browsers sent to the collector. */
const sent: string[] = []

beforeAll(async () => {
  site = await startExampleWebsite(join(folder, 'leads.db'))
})
afterAll(async () => {
  await site?.close()
  rmSync(folder, { recursive: true })
})

describe('a reader who subscribes', () => {
  const email = 'asha@reader.example'
  const truth = new Map<string, number>()

  beforeAll(async () => {
    const { context, page } = await newVisitor()
    await page.goto(`${site.url}/example/blog/`)
    await read(page, truth, '/example/blog/air-and-milk.html', async () => {
      await scrollFor(page, 2500)
      const looked = performance.now()
      const other = await context.newPage()
      await other.bringToFront()
      await pause(2500)
      await other.close()
      await page.bringToFront()
      const away = performance.now() - looked
      await scrollFor(page, 1500)
      return away
    })
    await read(page, truth, '/example/blog/excursion-procedure.html', async () => {
      await scrollFor(page, 3000)
      return 0
    })
    await page.goto(`${site.url}/example/newsletter.html`)
    await page.getByLabel('First name').fill('Asha')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await page.getByText('Thank you.').waitFor()
    await site.leadBy(email)
    await context.close()
  })

  it('becomes a lead by a form that the page sends itself', async () => {
    const lead = await site.leadBy(email)
    expect(lead).toMatchObject({ email, traits: { firstName: 'Asha' }, firstSource: { channel: 'direct' } })
    const forms = (await site.eventsOf(lead)).filter((event) => event.name === 'Form Submitted')
    expect(forms).toHaveLength(1)
    expect(forms[0]?.properties).toMatchObject({ form_id: 'newsletter', outcome: 'submitted' })
  })

  it('has reading times as long as the articles were visible, within half a second', async () => {
    const pages = (await site.eventsOf(await site.leadBy(email))).filter((event) => event.name === 'page')
    expect(truth.size).toBe(2)
    for (const [path, engagedMs] of truth) {
      const view = pages.find((event) => event.properties.path === path)
      expect(view?.properties.content_type).toBe('article')
      expect(Math.abs((view?.engagedMs ?? 0) - engagedMs), path).toBeLessThanOrEqual(500)
      expect(view?.scrollDepth, path).toBeGreaterThan(20)
    }
  })

  it('has a score that is the sum of its contributions', async () => {
    const score = await scoreOf(await site.leadBy(email))
    expectExactSum(score)
    const reading = score.contributions.find((reason) => reason.rule === 'reading')
    expect(reading?.events.filter((event) => event.counted)).toHaveLength(2)
  })
})

describe('a buyer who came by Facebook, then by Google, then wrote', () => {
  const email = 'bikram@dairy.example'

  beforeAll(async () => {
    const { context, page } = await newVisitor()
    await page.goto(`${site.url}/example/?utm_source=facebook&utm_medium=social&utm_campaign=spring`)
    await page.getByRole('link', { name: 'Pricing' }).first().click()
    await page.waitForURL('**/pricing.html')
    await page.goto(`${site.url}/example/product.html`, { referer: 'https://www.google.com/' })
    await page.goto(`${site.url}/example/contact.html`)
    await page.getByLabel('Your name').fill('Bikram Sen')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Company').fill('Sen Dairy')
    await page.getByLabel('What is it about?').fill('Please call me.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL('**/thank-you.html')
    await site.leadBy(email)
    await context.close()
  })

  it('is one lead with the answers of the form and both sources', async () => {
    const lead = await site.leadBy(email)
    expect(lead.traits).toMatchObject({ name: 'Bikram Sen', company: 'Sen Dairy' })
    expect(lead.firstSource).toMatchObject({ channel: 'social', source: 'facebook', campaign: 'spring' })
    expect(lead.lastSource).toMatchObject({ channel: 'organic search', source: 'google' })
    expect(lead.visitors).toHaveLength(1)
  })

  it('has the page views from before it was identified', async () => {
    const paths = (await site.eventsOf(await site.leadBy(email)))
      .filter((event) => event.name === 'page')
      .map((event) => event.properties.path)
    expect(paths).toEqual(
      expect.arrayContaining(['/example/', '/example/pricing.html', '/example/product.html']),
    )
  })

  it('has a score that is the sum of its contributions, including the pricing page', async () => {
    const score = await scoreOf(await site.leadBy(email))
    expectExactSum(score)
    expect(score.contributions.map((reason) => reason.rule)).toContain('pricing')
    expect(score.score).toBeGreaterThan(0)
  })

  it('has no score before the first visit', async () => {
    const lead = await site.leadBy(email)
    const before = new Date(Date.parse(lead.firstSeen) - EARLY).toISOString()
    const answer = await site.api<ScoreAnswer>(`/api/leads/${lead.id}/score?at=${before}`)
    expect(answer.contributions.flatMap((reason) => reason.events)).toEqual([])
  })
})

describe('a customer who types a password and a card number', () => {
  const email = 'chitra@shop.example'

  beforeAll(async () => {
    const { context, page } = await newVisitor()
    await page.goto(`${site.url}/example/login.html`)
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Log in' }).click()
    await page.waitForURL('**/login.html#wrong')
    await page.goto(`${site.url}/example/contact.html`)
    await page.getByLabel('Your name').fill('Chitra')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Company').fill(`Shop ${CARD}`)
    await page.getByLabel('What is it about?').fill(`My card is ${CARD}, my password ${PASSWORD}`)
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL('**/thank-you.html')
    await site.leadBy(email)
    await context.close()
  })

  it('leaves no trace of either in requests, database and log', async () => {
    const stored = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
    const places = [...sent, ...stored, site.output()]
    expect(places.some((place) => place.includes(email))).toBe(true)
    for (const secret of [PASSWORD, CARD, CARD.replaceAll(' ', '')]) {
      expect(places.filter((place) => place.includes(secret))).toEqual([])
    }
  })

  it('is still a lead, and the log-in is captured without values', async () => {
    const forms = (await site.eventsOf(await site.leadBy(email))).filter(
      (event) => event.name === 'Form Submitted',
    )
    expect(forms.map((event) => event.properties.form_id).sort()).toEqual(['contact', 'login'])
    const login = forms.find((event) => event.properties.form_id === 'login')
    expect(login?.properties.fields).toEqual({})
  })
})

/** A browser without history, whose requests to the collector are written down. */
async function newVisitor(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser().newContext()
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/v1/')) sent.push(request.url(), request.postData() ?? '')
  })
  const page = await context.newPage()
  return { context, page }
}

/** Reads an article and leaves it; `reading` gives the milliseconds that it was not in front. */
async function read(page: Page, truth: Map<string, number>, path: string, reading: () => Promise<number>) {
  await page.goto(`${site.url}${path}`)
  const loaded = performance.now()
  // Playwright lets every page believe that it has the focus, anew with each page load.
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const away = await reading()
  await page.goto(`${site.url}/example/blog/`, { waitUntil: 'commit' })
  truth.set(path, performance.now() - loaded - away)
}

async function scrollFor(page: Page, ms: number): Promise<void> {
  for (const end = performance.now() + ms; performance.now() < end; ) {
    await page.mouse.wheel(0, 120)
    await pause(250)
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function scoreOf(lead: Lead): Promise<ScoreAnswer> {
  return site.api<ScoreAnswer>(`/api/leads/${lead.id}/score`)
}

/** In whole hundredths, so that the sum is exact. */
function expectExactSum(score: ScoreAnswer): void {
  const sum = score.contributions.reduce((total, reason) => total + Math.round(reason.points * 100), 0)
  expect(sum).toBe(Math.round(score.score * 100))
  expect(score.contributions.length).toBeGreaterThan(0)
}
