import { describe, expect, it } from 'vitest'
import { formElement, openCapturePages } from '../capture-page.ts'
import { keepScreenshot } from '../screenshot.ts'

const open = openCapturePages()

describe('a hostile or broken page', () => {
  it('does not show a form with a broken definition, says why, and shows other forms', async () => {
    const { page, site, faults } = open()
    const broken = {
      id: 'x',
      fields: [
        { type: 'email', name: 'email', label: 'E-mail' },
        { type: 'radio', name: 'a', label: 'A' },
      ],
    }
    const good = { id: 'y', fields: [{ type: 'text', name: 'a', label: 'Works' }] }
    await page.goto(site.page('/broken', formElement(broken) + formElement(good)))
    await page.getByLabel('Works').waitFor()
    expect(await page.getByLabel('E-mail').count()).toBe(0)
    expect(faults).toEqual(['leadlight-form: Error: fields[1].options must be a list'])
  })

  it('may use any names of fields', async () => {
    const { page, site, faults, collected } = open()
    const names = [
      'id',
      'name',
      'action',
      'submit',
      'elements',
      'parentNode',
      'firstChild',
      'querySelector',
      'toString',
    ]
    const fields = names.map((name) => ({ type: 'text', name, label: `Field ${name}`, required: true }))
    await page.goto(site.page('/names', formElement({ id: 'x', fields })))
    for (const name of names) await page.getByLabel(`Field ${name}`, { exact: true }).fill(`a ${name}`)
    await page.keyboard.press('Enter')
    await page.getByText('Thank you!').waitFor()
    const [submission] = await collected('Form Submitted')
    expect(submission?.fields).toEqual(Object.fromEntries(names.map((name) => [name, `a ${name}`])))
    expect(faults).toEqual([])
  })

  it('runs no scripts in labels, answers and messages', async () => {
    const { page, site, faults } = open()
    const evil = '<img src=x onerror="console.error(1)"><script>console.error(2)</script>'
    const fields = [
      { type: 'text', name: 'a', label: `A ${evil}`, help: evil, placeholder: evil, default: evil },
      {
        type: 'radio',
        name: 'b',
        label: `B ${evil}`,
        options: [{ value: evil, label: evil }],
        required: true,
      },
    ]
    const words = { title: evil, intro: evil, submit: evil, success: { message: evil } }
    await page.goto(site.page('/evil', formElement({ id: 'x', fields, ...words })))
    await page.getByRole('button').click()
    await page.getByRole('radio').check()
    await page.getByRole('button', { name: '<img', exact: false }).last().click()
    await page.getByRole('status').getByText(evil).waitFor()
    expect(faults).toEqual([])
  })
})

describe('every look and state', () => {
  const states = { fresh: false, wrong: true }
  const sizes = {
    desktop: { width: 1280, height: 900 },
    phone: { width: 360, height: 740 },
    zoomed: { width: 320, height: 256 },
  }
  for (const [state, wrong] of Object.entries(states))
    for (const [size, viewport] of Object.entries(sizes))
      it(`passes axe-core and fits: ${state}, ${size}`, async () => {
        const { page, site, faults, violations } = open()
        await page.setViewportSize(viewport)
        await page.goto(site.url)
        await page.locator('#contact').getByRole('button', { name: 'भेजें' }).waitFor()
        if (wrong)
          for (const button of await page.locator('leadlight-form [type=submit]').all()) await button.click()
        expect(await violations()).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await violations()).toEqual([])
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(width).toBeLessThanOrEqual(viewport.width)
        expect(faults).toEqual([])
        await keepScreenshot(page, `forms-${state}-${size}-dark`)
      })

  it('fits with long words in large letters on a phone', async () => {
    const { page, site } = open()
    await page.setViewportSize(sizes.phone)
    const word = 'Donaudampfschifffahrtsgesellschaft'
    const fields = [{ type: 'checkbox' as const, name: 'a', label: word, help: word }]
    const form = formElement({ id: 'x', title: word, intro: word, submit: word, fields })
    await page.goto(site.page('/large', `<div style="font-size: 200%">${form}</div>`))
    await page.getByRole('checkbox').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(sizes.phone.width)
  })

  it.each([
    ['can be read', true],
    ['could not with a system colour on the accent (negative control)', false],
  ])('where colours are forced, buttons and ratings %s', async (_, differs) => {
    const { page, site } = open()
    await page.emulateMedia({ forcedColors: 'active' })
    const fields = [{ type: 'rating' as const, name: 'r', label: 'Rating' }]
    await page.goto(site.page('/forced', formElement({ id: 'x', fields })))
    await page.getByRole('radio').first().check({ force: true })
    if (!differs)
      await page.locator('leadlight-form').evaluate((form) => {
        form.style.setProperty('--leadlight-on-accent', 'Canvas')
      })
    for (const part of ['button', 'choice'])
      expect(
        await page
          .locator(`leadlight-form [part=${part}]`)
          .first()
          .evaluate((element) => {
            const { color, backgroundColor } = getComputedStyle(element)
            return color !== backgroundColor
          }),
      ).toBe(differs)
  })

  it('a lack of contrast is found by axe-core (negative control)', async () => {
    const { page, site, violations } = open()
    await page.goto(site.url)
    await page.locator('#newsletter').evaluate((form) => form.setAttribute('id', 'pale'))
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync('#pale { --leadlight-text: #bbb }')
      document.adoptedStyleSheets = [sheet]
    })
    expect((await violations()).join()).toContain('color-contrast')
  })
})
