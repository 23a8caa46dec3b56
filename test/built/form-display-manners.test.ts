import { describe, expect, it } from 'vitest'
import { formElement } from '../capture-page.ts'
import { displayedForm, letter } from '../displayed-form.ts'

const { open, visit, aWhile } = displayedForm()

describe('a displayed form', () => {
  it.each([
    ['a consent dialog of a tool', '<div id="CookieBanner">Cookies? <button>OK</button></div>'],
    ['an open dialog', '<dialog open aria-label="Consent">Cookies? <button>OK</button></dialog>'],
    ['somebody who types', '<label>Search <input autofocus></label>'],
  ])('waits for %s', async (_, obstacle) => {
    const { page } = open()
    // The page's policy forbids a style attribute.
    await page.addInitScript(() =>
      addEventListener('DOMContentLoaded', () =>
        document.querySelector<HTMLElement>('#CookieBanner')?.style.setProperty('position', 'fixed'),
      ),
    )
    const dialog = await visit({ as: 'pop-up', when: { delay: 0.5 } }, obstacle)
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await page.evaluate(() => document.querySelector('main')?.replaceChildren())
    await dialog.waitFor()
  })

  it('does not wait for a mere link to the policy', async () => {
    const dialog = await visit(
      { as: 'pop-up', when: { delay: 0 } },
      '<a href="/c" class="cookie-policy">Cookies</a>',
    )
    await dialog.waitFor()
  })

  it('does not open together with another form', async () => {
    const { page, site } = open()
    const display = { as: 'slide-in', when: { delay: 0 } }
    const forms = ['a', 'b'].map((id) => formElement({ ...letter, id, display })).join('')
    await page.goto(site.page('/two', forms))
    await page.getByRole('dialog').first().waitFor()
    await aWhile()
    expect(await page.getByRole('dialog').count()).toBe(1)
  })

  it('leaves the focus and the page usable when it slides in', async () => {
    const { page, faults, violations } = open()
    const dialog = await visit({ as: 'slide-in', when: { delay: 0 } })
    await dialog.waitFor()
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
    expect(await violations()).toEqual([])
    await page.getByRole('link', { name: 'Read on' }).click()
    await dialog.getByLabel('E-mail').focus()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    expect(faults).toEqual([])
  })

  it('does not move for visitors who prefer reduced motion', async () => {
    const { page } = open()
    const moves = () =>
      page.locator('leadlight-form').evaluate((element) => {
        const dialog = element.shadowRoot?.querySelector('dialog')
        return dialog ? getComputedStyle(dialog).animationName : ''
      })
    const dialog = await visit({ as: 'slide-in', when: { delay: 0 } })
    await dialog.waitFor()
    expect(await moves()).toBe('leadlight-rise')
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await moves()).toBe('none')
  })

  it('stores nothing on the device without consent', async () => {
    const { page } = open()
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }))
    const dialog = await visit({ as: 'pop-up', when: { delay: 0 } })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })

  it('deletes what it stored when the visitor denies consent', async () => {
    const { page } = open()
    const dialog = await visit({ as: 'pop-up', when: { delay: 0 } })
    await dialog.waitFor()
    expect(await page.evaluate(() => 'leadlight-forms' in localStorage)).toBe(true)
    await page.evaluate(() =>
      (window as unknown as { leadlight: { consent(decision: string): void } }).leadlight.consent('denied'),
    )
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['leadlight-consent'])
  })
})

describe('themes', () => {
  it.each(['card', 'paper', 'forest', 'night', 'bold'])(
    '%s passes axe-core, also with wrong answers',
    async (theme) => {
      const { page, site, violations, faults } = open()
      const form = {
        ...letter,
        theme,
        intro: 'No advertisement.',
        fields: [...letter.fields, { type: 'radio', name: 'a', label: 'Which?', options: ['One', 'Two'] }],
      }
      await page.goto(site.page('/theme', `<main>${formElement(form)}</main>`))
      await page.getByLabel('E-mail').waitFor()
      expect(await violations()).toEqual([])
      await page.getByRole('button', { name: 'Send' }).click()
      await page.getByRole('alert').getByText('E-mail').waitFor()
      expect(await violations()).toEqual([])
      expect(faults).toEqual([])
    },
  )
})

describe('the page', () => {
  it('gets an event for what happens to a form', async () => {
    const { page } = open()
    const dialog = await visit({ as: 'pop-up', when: { delay: 0 } })
    await page.evaluate(() => {
      addEventListener('Form Submitted', (event) => {
        document.title = (event as CustomEvent).detail.form_id
      })
    })
    await dialog.getByLabel('E-mail').fill('ada@firm.example')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.getByText('Welcome!').waitFor()
    expect(await page.title()).toBe('letter')
  })

  it('shows the form in its place when the code that opens it cannot be loaded', async () => {
    const { page } = open()
    await page.route('**/leadlight-forms.present.js', (route) => route.abort())
    await visit({ as: 'pop-up', when: { delay: 0 } })
    await page.getByLabel('E-mail').waitFor()
  })
})
