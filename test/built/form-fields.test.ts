import type { FormDefinition } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { formElement, openCapturePages } from '../capture-page.ts'
import { keepScreenshot } from '../screenshot.ts'

const open = openCapturePages()

const inMain = (form: unknown) => `<main>${formElement(form)}</main>`

const every: FormDefinition = {
  id: 'every',
  title: 'Every kind of field',
  fields: [
    { type: 'text', name: 'name', label: 'Name', autocomplete: 'name', required: true },
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'tel', name: 'phone', label: 'Phone' },
    { type: 'number', name: 'seats', label: 'Seats', min: 1, max: 500 },
    { type: 'url', name: 'website', label: 'Website' },
    { type: 'textarea', name: 'message', label: 'Message' },
    {
      type: 'select',
      name: 'topic',
      label: 'Topic',
      options: ['Prices', { value: 'help', label: 'Support' }],
    },
    { type: 'radio', name: 'size', label: 'Size', options: ['small', 'large'] },
    { type: 'multi-select', name: 'needs', label: 'Needs', options: ['a', 'b', 'c'] },
    { type: 'date', name: 'day', label: 'Day' },
    { type: 'rating', name: 'rating', label: 'Rating' },
    { type: 'checkbox', name: 'call', label: 'Call me' },
    { type: 'consent', name: 'news', label: 'Send me news' },
    { type: 'hidden', name: 'ad', source: 'utm_campaign', default: 'none' },
    { type: 'hidden', name: 'list', default: 'spring' },
  ],
}

describe('every kind of field', () => {
  it('is reached, filled in and sent with the keyboard alone, in order', async () => {
    const { page, site, faults, collected, press, focused, violations } = open()
    const address = site.page('/every', inMain(every))
    await page.goto(`${address}?utm_campaign=may`)
    await page.getByRole('button', { name: 'Send' }).waitFor()
    expect(await violations()).toEqual([])
    await page.evaluate(() => document.body.focus())
    const answers = ['Ada', 'ada@firm.example', '030 901820', '12', 'firm.example', 'Hello']
    await press('Tab')
    expect(await focused()).toContain('Name')
    for (const answer of answers) await press(answer, 'Tab')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await press('Tab', 'Space')
    await page.keyboard.press('ArrowDown')
    await press('Tab', 'Tab', 'Space', 'Tab', 'Space', 'Tab')
    // The browser's own field for a day, by its parts.
    await press('12122026')
    for (let part = 0; part < 6 && !/^\d$/.test((await focused()).trim()); part++) await press('Tab')
    await press('Space')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await press('Tab', 'Space', 'Tab', 'Space', 'Tab')
    expect(await focused()).toBe('Send')
    await press('Enter')
    await page.getByText('Thank you!').waitFor()
    const [submission, ...more] = await collected('Form Submitted')
    expect(more).toEqual([])
    expect(submission?.fields).toEqual({
      name: 'Ada',
      email: 'ada@firm.example',
      phone: '030 901820',
      seats: 12,
      website: 'firm.example',
      message: 'Hello',
      topic: 'help',
      size: 'large',
      needs: ['b', 'c'],
      day: '2026-12-12',
      rating: 3,
      call: true,
      news: true,
      ad: 'may',
      list: 'spring',
    })
    expect(faults).toEqual([])
  })

  it.each([
    ['desktop', 1280],
    ['phone', 360],
    ['zoomed to 400 %', 320],
  ])('fits and passes axe-core with every answer wrong or missing: %s', async (name, width) => {
    const { page, site, faults, violations } = open()
    const fields = every.fields?.map((field) =>
      field.type === 'hidden' ? field : { ...field, required: true },
    )
    await page.setViewportSize({ width, height: 700 })
    await page.goto(site.page('/wrong', inMain({ ...every, fields })))
    await page.getByLabel('E-mail').fill('ada')
    await page.getByRole('button', { name: 'Send' }).click()
    expect(await page.getByRole('alert').getByRole('button').count()).toBe(13)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations()).toEqual([])
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await keepScreenshot(page, `every-${name.slice(0, 7)}`)
    expect(faults).toEqual([])
  })
})

it('a text of ten megabytes is reported as too long, and stays in its field', async () => {
  const { page, site, collected, faults } = open()
  await page.goto(site.page('/long', inMain(every)))
  await page.getByLabel('Name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByLabel('Message').evaluate((area: HTMLTextAreaElement) => {
    area.value = 'We need 20 seats. '.repeat(600_000)
  })
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('alert').getByText('Message – Up to 4,000 characters').waitFor()
  const shortened = await page.getByLabel('Message').evaluate((area: HTMLTextAreaElement) => {
    const { length } = area.value
    area.value = 'We need 20 seats.'
    return length
  })
  expect(shortened).toBe(10_800_000)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Thank you!').waitFor()
  expect(await collected('Form Submitted')).toMatchObject([{ fields: { message: 'We need 20 seats.' } }])
  expect(faults).toEqual([])
})

it.each(['in its place', 'in a corner'])(
  'a form in Arabic is shown from right to left, %s',
  async (place) => {
    const { page, site, violations, faults } = open()
    const fields = [
      { type: 'text' as const, name: 'name', label: 'الاسم', half: true },
      { type: 'tel' as const, name: 'phone', label: 'الهاتف', half: true },
    ]
    const corner = place === 'in a corner'
    const form = { id: 'arabic', language: 'ar', title: 'سنتصل بك', fields }
    const display = corner ? { display: { as: 'slide-in', when: { delay: 0 } } } : {}
    await page.goto(site.page('/arabic', inMain({ ...form, ...display })))
    await page.getByRole('button', { name: 'إرسال' }).waitFor()
    const box = async (label: string) => (await page.getByLabel(label).boundingBox())?.x ?? 0
    if (corner) expect(await box('الاسم')).toBeLessThan(400)
    else expect(await box('الاسم')).toBeGreaterThan(await box('الهاتف'))
    const heading = page.getByRole('heading', { name: 'سنتصل بك' })
    expect(await heading.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    expect(await violations()).toEqual([])
    await keepScreenshot(page, `arabic-${corner}`, false)
    expect(faults).toEqual([])
  },
)
