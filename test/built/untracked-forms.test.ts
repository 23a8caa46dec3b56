import { describe, expect, it } from 'vitest'
import { context, fillIn, forms, guide, leadOf, page, posted, site, tracker } from '../served-form-page.ts'

describe('without consent to tracking', () => {
  const denied = () => tracker('data-consent="required"')

  it.each([
    ['from the collector', () => '<leadlight-form form="guide"></leadlight-form>'],
    [
      'of the page',
      () =>
        `<leadlight-form><script type="application/json">${JSON.stringify(guide).replaceAll('<', '\\u003c')}</script></leadlight-form>`,
    ],
  ])('a form %s is sent by itself, once, and nothing is stored on the device', async (name, element) => {
    await page.goto(
      site.page(
        `/denied-${name.length}?utm_source=ads&utm_campaign=spring&id=7`,
        denied() + forms() + element(),
      ),
    )
    const email = `quiet${name.length}@firm.example`
    const form = page.locator('leadlight-form')
    await form.getByLabel('E-mail').fill(email)
    await form.getByLabel('Send me').check()
    await form.getByRole('button').dblclick()
    await page.getByText(/Eingegangen/).waitFor()
    const lead = await leadOf(email)
    expect(posted).toEqual([`${site.collector}/v1/forms/guide`])
    expect(JSON.stringify(lead.visitors)).toContain('form:')
    expect(lead.firstSource).toMatchObject({ source: 'ads', campaign: 'spring' })
    const kept = await page.evaluate(async () => ({
      storage: { ...localStorage, ...sessionStorage },
      cookies: document.cookie,
      databases: await indexedDB.databases(),
    }))
    expect(kept).toEqual({ storage: {}, cookies: '', databases: [] })
    expect(await context.cookies()).toEqual([])
  })

  it('a form keeps its answers while the collector is unreachable, and two attempts count once', async () => {
    await page.goto(site.page('/away', `${denied()}${forms()}<leadlight-form form="guide"></leadlight-form>`))
    await page.locator('leadlight-form').getByLabel('E-mail').waitFor()
    // It arrives, but its answer does not.
    let lost = 0
    await page.route('**/v1/forms/guide', async (route) => {
      await route.fetch()
      lost++
      await route.abort()
    })
    await fillIn('twice@firm.example')
    await page.locator('leadlight-form').getByRole('alert').locator('p').waitFor()
    expect(await page.locator('leadlight-form').getByLabel('E-mail').inputValue()).toBe('twice@firm.example')
    await page.unroute('**/v1/forms/guide')
    await page.locator('leadlight-form').getByRole('button').click()
    await page.getByText(/Eingegangen/).waitFor()
    expect(lost).toBe(1)
    await leadOf('twice@firm.example')
    const { data } = await site.get<{ data: { events: { type: string; name: string }[] }[] }>(
      '/api/leads/email:twice@firm.example/events',
    )
    const submissions = data.flatMap(({ events }) => events).filter(({ name }) => name === 'Form Submitted')
    expect(submissions).toHaveLength(1)
  })
})
