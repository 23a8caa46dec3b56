import { describe, expect, it } from 'vitest'
import { displayedForm, long } from '../displayed-form.ts'

const { open, visit, aWhile } = displayedForm()

describe('a pop-up', () => {
  it('opens after its delay, keeps the focus inside, closes on Escape, and comes back after its days only', async () => {
    const { page, faults, focused, press, violations, collected } = open()
    const dialog = await visit({ as: 'pop-up', when: { delay: 0.2 } })
    await dialog.waitFor()
    expect(await collected('Form Viewed')).toMatchObject([{ form_id: 'letter' }])
    expect(await violations()).toEqual([])
    const seen: string[] = []
    for (let step = 0; step < 6; step++) {
      await press('Tab')
      seen.push(await focused())
    }
    expect(seen).toContain('E-mail')
    expect(seen).not.toContain('Read on')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    const kept = () => page.evaluate(() => localStorage.getItem('leadlight-forms'))
    await expect.poll(kept).toContain('closedAt')
    await page.reload()
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await page.evaluate(() => localStorage.removeItem('leadlight-forms'))
    await page.reload()
    await dialog.waitFor()
    expect(faults).toEqual([])
  })

  it('is submitted like any form, and never opens by itself again', async () => {
    const { page, collected } = open()
    const dialog = await visit({ as: 'pop-up', when: { delay: 0 }, frequency: { days: 0 } })
    await dialog.getByLabel('E-mail').fill('ada@firm.example')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.getByText('Welcome!').waitFor()
    expect(await collected('Form Submitted')).toMatchObject([{ fields: { email: 'ada@firm.example' } }])
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.reload()
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
  })

  it('opens by a click, gives the focus back, and closes by a click beside it', async () => {
    const { page, focused, faults } = open()
    const dialog = await visit(
      { as: 'pop-up' },
      '<button data-leadlight-open="letter">Get the letter</button>',
    )
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Get the letter' }).click()
    await dialog.waitFor()
    await page.mouse.click(5, 5)
    await dialog.waitFor({ state: 'hidden' })
    expect(await focused()).toBe('Get the letter')
    expect(faults).toEqual([])
  })
})

describe('what opens a form', () => {
  it('is the depth of scrolling', async () => {
    const dialog = await visit({ as: 'slide-in', when: { scroll: 50 } })
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await open().page.mouse.wheel(0, 3_000)
    await dialog.waitFor()
  })

  it('is the mouse that leaves over the upper edge, and no other edge', async () => {
    const { page } = open()
    const dialog = await visit({ as: 'pop-up', when: { exit: true } })
    const leave = (clientY: number) =>
      page.evaluate(
        (y) => document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientY: y })),
        clientY,
      )
    await leave(400)
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await leave(-1)
    await dialog.waitFor()
  })

  it('is the number of pages, also in a single-page app', async () => {
    const { page } = open()
    const dialog = await visit({ as: 'bar', when: { pages: 3 } })
    await visit({ as: 'bar', when: { pages: 3 } }, long, '/second')
    await aWhile()
    expect(await dialog.isVisible()).toBe(false)
    await page.evaluate(() => history.pushState({}, '', '/third'))
    await dialog.waitFor()
  })

  it('is the time that pages were visible', async () => {
    const dialog = await visit({ as: 'bar', when: { reading: 2.5 / 60 } })
    await open().page.waitForTimeout(500)
    expect(await dialog.isVisible()).toBe(false)
    await dialog.waitFor()
  })
})
