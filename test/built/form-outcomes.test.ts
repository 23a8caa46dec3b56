import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { createFormBrowser } from '../form-browser.ts'
import { form, onSubmit } from '../plain-form.ts'

const { site, open, submissions } = createFormBrowser()
const click = (page: Page) => page.click('button')

test('a failed submission is attempted', async () => {
  const page = await open(form() + onSubmit("fetch('/fail', { method: 'POST' })"))
  await click(page)
  expect(await submissions(page)).toMatchObject([{ outcome: 'attempted' }])
})

test('a successful answer means submitted, unless the page shows a mistake', async () => {
  const cases = {
    words: ['<em class="wpforms-error">Give an address</em>', 'attempted'],
    field: ['<input class="error">', 'attempted'],
    invalid: ['<input aria-invalid="true">', 'attempted'],
    empty: ['<p class="form-error"> </p>', 'submitted'],
    hidden: ['<p class="error" hidden>Give an address</p>', 'submitted'],
    thanks: ['<p class="message">Thank you</p>', 'submitted'],
  }
  for (const [name, [html]] of Object.entries(cases)) {
    const show = `await fetch('/ok', { method: 'POST' }); f.insertAdjacentHTML('beforeend', '${html}')`
    const page = await open(form(`data-leadlight="${name}"`) + onSubmit(show))
    await click(page)
  }
  const found = () => site().named<{ form_name: string; outcome: string }>('Form Submitted')
  await vi.waitFor(() => expect(found()).toHaveLength(6))
  expect(Object.fromEntries(found().map(({ form_name, outcome }) => [form_name, outcome]))).toEqual(
    Object.fromEntries(Object.entries(cases).map(([name, [, outcome]]) => [name, outcome])),
  )
})

/** Submits as often as the page says, to an address that answers with these in turn. */
async function answered(statuses: number[], code: string, act: (page: Page) => Promise<void>) {
  const page = await open(form() + onSubmit(code))
  await page.route('**/turns', (route) => route.fulfill({ status: statuses.shift() ?? 200, body: '' }))
  await act(page)
  return submissions(page)
}
const turn = "await fetch('/turns', { method: 'POST' })"

test('a request that the page repeats until it succeeds means submitted', async () => {
  const found = await answered(
    [503],
    `${turn}; await new Promise((done) => setTimeout(done, 100)); ${turn}`,
    click,
  )
  expect(found).toMatchObject([{ outcome: 'submitted' }])
})

test('a second try in time is the same submission, and has its own answer', async () => {
  const found = await answered([503], turn, async (page) => {
    await click(page)
    await page.waitForTimeout(300)
    await click(page)
  })
  expect(found).toMatchObject([{ outcome: 'submitted' }])
})

test('a form replaced while the request runs, which then fails, is attempted', async () => {
  const pause = 'await new Promise((done) => setTimeout(done, 1_200))'
  const page = await open(
    form() +
      onSubmit(
        `event.target.remove(); ${pause}; await fetch('/fail', { method: 'POST' }); document.body.append(event.target)`,
      ),
  )
  await click(page)
  expect(await submissions(page)).toMatchObject([{ outcome: 'attempted' }])
})

test('of repeated submissions only the last one is submitted', async () => {
  const page = await open(form() + onSubmit('if (f.email.value.length > 20) f.remove()'))
  await click(page)
  await page.fill('input', 'asha.rao.longer@example.com')
  await click(page)
  expect((await submissions(page, 2)).map(({ outcome }) => outcome).sort()).toEqual([
    'attempted',
    'submitted',
  ])
})
