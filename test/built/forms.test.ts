import { describe, expect, it } from 'vitest'
import { formElement, openCapturePages } from '../capture-page.ts'

const open = openCapturePages()

describe('a form', () => {
  it('is filled and sent with the keyboard alone, and captured once', async () => {
    const { page, site, faults, collected, press, focused } = open()
    await page.goto(site.url)
    const form = page.locator('#newsletter')
    await form.getByLabel('E-mail').focus()
    await press('ada@firm.example', 'Tab', 'Space', 'Tab', 'Enter')
    await form.getByText('Thank you! The next letter is yours.').waitFor()
    expect(await focused()).toContain('The next letter is yours')
    const [submission, ...more] = await collected('Form Submitted')
    expect(more).toEqual([])
    expect(submission).toMatchObject({
      form_id: 'newsletter',
      form_name: 'Newsletter',
      outcome: 'submitted',
      fields: { email: 'ada@firm.example', consent: true },
      field_types: { email: 'email', consent: 'consent' },
    })
    const ofThis = ({ form_id }: Record<string, unknown>) => form_id === 'newsletter'
    expect((await collected('Form Viewed')).filter(ofThis)).toHaveLength(1)
    expect((await collected('Form Started')).filter(ofThis)).toMatchObject([{ last_field: 'email' }])
    expect(faults).toEqual([])
  })

  it('is shown when the page adds it later', async () => {
    const { page, site, faults } = open()
    const waiting = formElement({
      id: 'late',
      fields: [{ type: 'email', name: 'email', label: 'E-mail' }],
      success: { message: 'Thanks' },
    })
    await page.goto(site.page('/late', `<template>${waiting}</template>`))
    await page.waitForTimeout(1_200)
    await page.evaluate(() => document.body.append(document.querySelector('template')?.content ?? ''))
    await page.getByLabel('E-mail').waitFor()
    expect(faults).toEqual([])
  })

  it('is captured twice without its mark (negative control)', async () => {
    const { page, site, collected, press } = open()
    await page.goto(site.url)
    const form = page.locator('#newsletter')
    await form.locator('form').evaluate((inner) => inner.removeAttribute('data-leadlight'))
    await form.getByLabel('E-mail').focus()
    await press('ada@firm.example', 'Tab', 'Space', 'Tab', 'Enter')
    expect(await collected('Form Submitted', 2)).toHaveLength(2)
  })

  it('shows its steps and conditional fields, and says what is wrong', async () => {
    const { page, site, faults, collected, violations, press, focused } = open()
    await page.goto(site.url)
    const form = page.locator('#demo')
    await form.getByLabel('First name').focus()
    await press('Enter')
    expect(await form.getByRole('alert').textContent()).toContain('First name – Please fill this in')
    expect(await focused()).toBe('First name')
    expect(await violations()).toEqual([])
    await press('Ada', 'Tab', 'Lovelace', 'Tab', 'ada@firm', 'Enter')
    expect(await focused()).toBe('Work e-mail')
    await page.keyboard.press('End')
    await press('.example', 'Tab', 'Firm', 'Enter')

    expect(await focused()).toContain('Step 2 of 3')
    expect(await form.getByLabel('When do you want to start?').count()).toBe(0)
    await press('Tab', '12000.50')
    expect(await violations()).toEqual([])
    await press('Tab', 'This q', 'Tab', 'Space', 'Enter')

    expect(await focused()).toContain('Step 3 of 3')
    await form.getByRole('button', { name: 'Back' }).click()
    expect(await form.getByLabel('Budget in euros').inputValue()).toBe('12000.5')
    expect(await form.getByLabel('When do you want to start?').inputValue()).toBe('This quarter')
    expect(await form.getByLabel('I do').isChecked()).toBe(true)
    await form.getByRole('button', { name: 'Next' }).click()

    for (const need of ['Lead scoring', 'Forms', 'Reports']) await form.getByLabel(need).check()
    await form.getByRole('button', { name: 'Book my demo' }).click()
    expect(await form.getByRole('alert').textContent()).toContain('What do you want to see? – Up to 2')
    expect(await violations()).toEqual([])
    await form.getByLabel('Forms').uncheck()
    await form.getByRole('button', { name: 'Book my demo' }).click()
    await form.getByText('Thank you!').waitFor()
    expect(await violations()).toEqual([])
    expect(await collected('Form Submitted')).toMatchObject([
      {
        fields: {
          first_name: 'Ada',
          last_name: 'Lovelace',
          email: 'ada@firm.example',
          company: 'Firm',
          budget: 12_000.5,
          timeline: 'This quarter',
          authority: 'I do',
          need: ['Lead scoring', 'Reports'],
        },
        field_types: {
          first_name: 'given-name',
          last_name: 'family-name',
          email: 'email',
          company: 'organization',
          budget: 'budget',
          timeline: 'timeline',
          authority: 'authority',
          need: 'need',
        },
      },
    ])
    expect(faults).toEqual([])
  })

  it('counts a double click as one submission', async () => {
    const { page, site, collected } = open()
    await page.goto(site.url)
    const form = page.locator('#newsletter')
    await form.getByLabel('E-mail').fill('ada@firm.example')
    await form.getByLabel('Send me the letter').check()
    await form.getByRole('button').dblclick()
    expect(await collected('Form Submitted')).toHaveLength(1)
  })

  it('says offline that the answers are kept, and sends them later', async () => {
    const { page, site, collected } = open()
    await page.goto(site.url)
    const form = page.locator('#newsletter')
    await form.getByLabel('E-mail').fill('ada@firm.example')
    await form.getByLabel('Send me the letter').check()
    await collected('Form Started')
    await page.context().setOffline(true)
    await form.getByRole('button').click()
    await form.getByText('You are offline. Your answers are kept').waitFor()
    expect(site.named('Form Submitted')).toEqual([])
    await page.context().setOffline(false)
    expect(await collected('Form Submitted')).toHaveLength(1)
  })

  it('does not thank the visitor when the answers could not be sent or stored', async () => {
    const { page, site, press } = open()
    await page.goto(site.url)
    await page.evaluate(() => {
      const { leadlight } = window as unknown as { leadlight: { consent(decision: string): void } }
      leadlight.consent('denied')
    })
    const form = page.locator('#newsletter')
    await form.getByLabel('E-mail').focus()
    await press('ada@firm.example', 'Tab', 'Space', 'Enter')
    await form.getByRole('alert').getByText('This could not be sent.').waitFor()
    expect(await form.getByLabel('E-mail').inputValue()).toBe('ada@firm.example')
  })

  it('opens another page after a successful submission', async () => {
    const { page, site, collected } = open()
    const success = { redirect: '/thanks' }
    site.page('/thanks', '<p>Done</p>')
    await page.goto(
      site.page(
        '/form',
        formElement({ id: 'x', fields: [{ type: 'email', name: 'email', label: 'E-mail' }], success }),
      ),
    )
    await page.getByLabel('E-mail').fill('ada@firm.example')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/thanks')
    expect(await collected('Form Submitted')).toMatchObject([{ fields: { email: 'ada@firm.example' } }])
  })

  it('can be filled in by the browser', async () => {
    const { page, site } = open()
    await page.goto(site.url)
    await page.locator('#demo [part=input]').first().waitFor()
    const tokens = await page
      .locator('#demo [part=input]')
      .evaluateAll((inputs) =>
        inputs.map((input) => [input.getAttribute('type'), input.getAttribute('autocomplete')]),
      )
    expect(tokens).toEqual([
      ['text', 'given-name'],
      ['text', 'family-name'],
      ['email', 'work email'],
      ['text', 'organization'],
    ])
    expect(await page.locator('#feedback').getByLabel('Phone').getAttribute('autocomplete')).toBe('tel')
  })
})

describe('languages', () => {
  it('are those of the element, loaded when needed', async () => {
    const { page, site, faults, violations } = open()
    await page.goto(site.url)
    const form = page.locator('#contact')
    await form.getByRole('button', { name: 'भेजें' }).click()
    expect(await form.getByRole('alert').textContent()).toContain('पूरा नाम – कृपया इसे भरें')
    expect(await violations()).toEqual([])
    expect(faults).toEqual([])
  })

  it('may be provided by the site, also from right to left', async () => {
    const { page, site, violations } = open()
    await page.goto(site.url)
    const form = page.locator('#callback')
    await form.getByRole('button', { name: 'إرسال' }).click()
    expect(await form.getByRole('alert').textContent()).toContain('الاسم – يرجى تعبئة هذا الحقل')
    const [first, second] = [
      await form.getByLabel('الاسم').boundingBox(),
      await form.getByLabel('الهاتف').boundingBox(),
    ]
    expect(first?.x).toBeGreaterThan(second?.x ?? 0)
    expect(await violations()).toEqual([])
  })

  it('fall back to English when they cannot be loaded', async () => {
    const { page, site } = open()
    await page.route('**/leadlight-forms.hi.js', (route) => route.abort())
    await page.goto(site.url)
    await page.locator('#contact').getByRole('button', { name: 'Send' }).waitFor()
  })
})
