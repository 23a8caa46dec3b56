import { expect, it } from 'vitest'
import { formElement } from '../capture-page.ts'
import { displayedForm, letter, long } from '../displayed-form.ts'

/** Forms that open by themselves, and what happens elsewhere: in another tab, in a component, in another view of an app. */

const { open, visit, aWhile } = displayedForm()

it.each([
  ['was sent', true],
  ['was closed', false],
])('a form does not open by itself any more once it %s in another tab', async (_, sent) => {
  const { page, site } = open()
  const display = { as: 'pop-up', when: { delay: 3 } }
  const dialog = await visit(display)
  const shown = { ...letter, display: { as: 'pop-up', when: { delay: 0 } } }
  const address = site.page('/other', `${formElement(shown)}<main>${long}</main>`)
  const opened = page.waitForEvent('popup')
  await page.evaluate((to) => void window.open(to), address)
  const other = await opened
  if (sent) {
    await other.getByLabel('E-mail').fill('ada@firm.example')
    await other.getByRole('button', { name: 'Send' }).click()
    await other.getByText('Welcome!').waitFor()
  } else {
    await other.getByRole('dialog').waitFor()
    await other.keyboard.press('Escape')
    await other.waitForFunction(() => localStorage.getItem('leadlight-forms')?.includes('closedAt'))
  }
  await other.close()
  await page.waitForTimeout(3_000)
  await aWhile()
  expect(await dialog.isVisible()).toBe(false)
})

it('a form waits for somebody who types into a field of a component', async () => {
  const { page } = open()
  const dialog = await visit({ as: 'pop-up', when: { delay: 1 } }, '<x-field></x-field>')
  await page.evaluate(() => {
    const root = document.querySelector('x-field')?.attachShadow({ mode: 'open' })
    const inner = document.createElement('x-inner')
    root?.append(inner)
    const input = document.createElement('input')
    inner.attachShadow({ mode: 'open' }).append(input)
    input.focus()
  })
  await aWhile()
  expect(await dialog.isVisible()).toBe(false)
  await page.evaluate(() => document.querySelector('x-field')?.remove())
  await dialog.waitFor()
})

it('a form does not count as shown while it is not in the page', async () => {
  const { page } = open()
  const display = { as: 'pop-up', when: { delay: 1 }, frequency: { times: 1 } }
  const dialog = await visit(display)
  const form = await page.evaluateHandle(() => {
    const element = document.querySelector('leadlight-form')
    element?.remove()
    return element
  })
  await aWhile()
  await form.evaluate((element) => element && document.body.append(element))
  await dialog.waitFor()
})

it('a page of an app that does not contain the form is not counted', async () => {
  const { page } = open()
  const dialog = await visit({ as: 'pop-up', when: { pages: 3 } })
  await page.evaluate(() => {
    Object.assign(window, { form: document.querySelector('leadlight-form') })
    document.querySelector('leadlight-form')?.remove()
  })
  for (const path of ['/a', '/b', '/c']) {
    await page.evaluate((to) => history.pushState(null, '', to), path)
    await page.waitForTimeout(1_200)
  }
  const show = () => page.evaluate(() => document.body.append((window as unknown as { form: Element }).form))
  await show()
  await aWhile()
  expect(await dialog.isVisible()).toBe(false)
  await page.evaluate(() => history.pushState(null, '', '/d'))
  await dialog.waitFor()
})
