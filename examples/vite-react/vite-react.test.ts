import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { startViteApp, type ViteApp } from '../../test/vite-app.ts'

let app: ViteApp
beforeAll(async () => {
  app = await startViteApp(new URL('.', import.meta.url).pathname)
})
afterAll(() => app?.close())

it('asks first, then tracks pages, an event of its own and a controlled form, until it is told to stop', async () => {
  const { page, context, errors } = await app.open()
  await page.getByRole('button', { name: 'Choose Team' }).click()
  const keys = () => page.evaluate(() => [...Object.keys(localStorage), document.cookie].join(''))
  expect(await keys()).toBe('')

  await page.getByRole('button', { name: 'Yes' }).click()
  await page.getByText('You are being measured.').waitFor()
  await page.getByRole('button', { name: 'Choose Team' }).click()
  await page.getByRole('link', { name: 'Contact' }).click()
  await page.getByLabel('E-mail').fill('ada@firm.example')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('status').waitFor()

  await vi.waitFor(() => expect(app.collector.named('Form Submitted')).toHaveLength(1), 20_000)
  // A view whose title does not change is held for three seconds.
  const paths = () => app.collector.named('page').map(({ properties }) => properties?.path)
  await vi.waitFor(() => expect(paths()).toEqual(['/', '/contact']), 20_000)
  expect(app.collector.named('Plan Chosen')).toMatchObject([{ properties: { plan: 'team', rooms: 12 } }])
  expect(app.collector.named('Form Submitted')).toMatchObject([
    { properties: { form_id: 'contact', outcome: 'submitted', fields: { email: 'ada@firm.example' } } },
  ])

  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('You are not being measured.').waitFor()
  expect(await keys()).toBe('leadlight-consent')
  expect(errors).toEqual([])
  await context.close()
})
