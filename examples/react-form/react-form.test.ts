import axe from 'axe-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startViteApp, type ViteApp } from '../../test/vite-app.ts'

let app: ViteApp
beforeAll(async () => {
  app = await startViteApp(new URL('.', import.meta.url).pathname)
})
afterAll(() => app?.close())

it('draws the form in the language of the moment, and tells when it was sent', async () => {
  const { page, context, errors } = await app.open()
  await page.getByLabel('First name').waitFor()
  await page.getByRole('button', { name: 'Auf Deutsch' }).click()
  await page.getByLabel('Vorname').fill('Ada')
  await page.getByRole('button', { name: 'Weiter' }).waitFor()
  await page.getByRole('button', { name: 'In English' }).click()

  await page.getByLabel('First name').fill('Ada')
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByRole('button', { name: 'Next' }).click()
  expect(await page.getByText('When do you want to start?').count()).toBe(0)
  await page.getByLabel('Budget in euros').fill('9000')
  await page.getByLabel('This year').check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('See you soon, Ada.').waitFor()

  await vi.waitFor(() => expect(app.collector.named('Form Submitted')).toHaveLength(1), 20_000)
  expect(app.collector.named('Form Submitted')[0]?.properties).toMatchObject({
    form_id: 'demo-request',
    fields: { first_name: 'Ada', email: 'ada@firm.example', budget: 9_000, timeline: 'This year' },
    field_types: { first_name: 'given-name', email: 'email', budget: 'budget', timeline: 'timeline' },
  })
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') }
    return (await axe.run()).violations.map(({ id }) => id)
  })
  expect(violations).toEqual([])
  expect(errors).toEqual([])
  await context.close()
})
