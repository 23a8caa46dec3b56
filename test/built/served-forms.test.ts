import { describe, expect, it, vi } from 'vitest'
import {
  context,
  fillIn,
  forms,
  guide,
  leadOf,
  open,
  page,
  plain,
  policy,
  posted,
  said,
  site,
  tracker,
} from '../served-form-page.ts'

describe('a form from the collector', () => {
  it('is shown under a strict policy, sent through the outbox, and shows its receipt', async () => {
    await page.goto(
      site.page('/tracked', `${tracker()}${forms()}<leadlight-form form="guide"></leadlight-form>`, policy()),
    )
    await fillIn('ada@firm.example')
    const message = page.locator('leadlight-form [role=status]')
    await message.getByText('Enjoy the read.').waitFor()
    await message.getByText(/^Eingegangen, Nr\. [\dA-Z]{4}-[\dA-Z]{4}$/).waitFor()
    await message.getByText('The secret chapter').waitFor()
    expect(await message.getByRole('link', { name: 'Read on' }).getAttribute('href')).toBe('/chapter')
    expect((await leadOf('ada@firm.example')).score).toBeGreaterThan(0)
    expect(posted.every((url) => url.endsWith('/v1/batch'))).toBe(true)
    expect(said).toEqual([])
  })

  it('is kept while the visitor is offline, says so, and shows its receipt later', async () => {
    await page.goto(
      site.page('/offline', `${tracker()}${forms()}<leadlight-form form="guide"></leadlight-form>`),
    )
    await page.locator('leadlight-form').getByRole('button').waitFor()
    await context.setOffline(true)
    await fillIn('offline@firm.example')
    const message = page.locator('leadlight-form').getByRole('status')
    await message.getByText('Sie sind offline.').waitFor()
    expect(await message.getByText(/Eingegangen/).count()).toBe(0)
    await context.setOffline(false)
    await message.getByText(/Eingegangen, Nr\. [\dA-Z]{4}-[\dA-Z]{4}/).waitFor()
    await leadOf('offline@firm.example')
  })

  it('keeps the plain form inside when its id is unknown, and says why', async () => {
    await page.goto(
      site.page(
        '/unknown',
        `${tracker()}${forms()}<leadlight-form form="nowhere">${plain('nowhere')}</leadlight-form>`,
      ),
    )
    await vi.waitFor(() =>
      expect(said.join()).toContain('leadlight-form: Error: There is no form "nowhere": save it with'),
    )
    expect(said.join()).not.toContain('exception')
    await page.getByLabel('Ohne Skript').fill('plain@firm.example')
    await page.getByRole('button').click()
    await page.getByText(/Eingegangen, Nr\./).waitFor()
    await leadOf('plain@firm.example')
  })

  it('takes over the answers from the plain form inside', async () => {
    let draw = () => {}
    const waiting = new Promise<void>((resolve) => {
      draw = resolve
    })
    await page.route('**/v1/forms/guide', async (route) => {
      await waiting
      await route.continue()
    })
    await page.goto(
      site.page(
        '/begun',
        `${tracker()}${forms()}<leadlight-form form="guide">${plain('guide')}</leadlight-form>`,
      ),
    )
    await page.getByLabel('Ohne Skript').fill('begun@firm.example')
    draw()
    const email = page.locator('leadlight-form').getByLabel('E-mail')
    await email.waitFor()
    expect(await email.inputValue()).toBe('begun@firm.example')
    expect(await email.evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input)).toBe(
      true,
    )
  })

  it('is accepted even if it was removed while it was open', async () => {
    await site.save({ ...guide, id: 'short-lived' })
    await page.goto(
      site.page('/short', `${tracker()}${forms()}<leadlight-form form="short-lived"></leadlight-form>`),
    )
    await page.locator('leadlight-form').getByLabel('E-mail').waitFor()
    await site.remove('short-lived')
    await fillIn('late@firm.example')
    await page.getByText('Enjoy the read.').waitFor()
    await leadOf('late@firm.example')
  })
})

it('a browser without scripts sends the plain form inside, and gets a thank-you page', async () => {
  await open({ javaScriptEnabled: false })
  await page.goto(
    site.page(
      '/plain',
      `${tracker()}${forms()}<leadlight-form form="guide">${plain('guide')}</leadlight-form>`,
    ),
  )
  await page.getByLabel('Ohne Skript').fill('noscript@firm.example')
  await page.getByRole('button').click()
  await page.getByRole('heading', { name: 'Enjoy the read.' }).waitFor()
  await page.getByText('The secret chapter').waitFor()
  expect((await leadOf('noscript@firm.example')).score).toBeGreaterThan(0)
})
