import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bundlePage } from '../bundle-page.ts'
import { createFormBrowser } from '../form-browser.ts'
import type { FormRequest } from '../form-site.ts'

const frameworks = [
  'react-controlled.jsx',
  'react-action.jsx',
  'react-hook-form.jsx',
  'formik.jsx',
  'angular.js',
  'vue.js',
  'svelte.js',
  'alpine.js',
  'jquery.js',
  'htmx.js',
  'htmx-2.js',
]
const { site, open, submissions } = createFormBrowser()
const nameOf = (file: string) => file.replace(/\..*/, '')

async function show(file: string, to: string, tracked = true): Promise<Page> {
  const code = await bundlePage(`test/framework-forms/${file}`)
  const page = await open(`<body data-to="${to}"><div id="app"></div><script>${code}</script>`, tracked)
  await page.waitForSelector('form')
  return page
}

async function fill(page: Page, email: string): Promise<void> {
  await page.getByLabel('Full name').fill('Asha Rao')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Message').fill('We need twenty seats')
}

/** What the page itself sent. */
const own = () => site().requests.filter(({ url }) => /^\/(ok|fail)/.test(url))

describe.each(frameworks)('%s', (file) => {
  test('an invalid form is not captured, a submitted one is once, and its request does not change', async () => {
    const sent: (FormRequest | undefined)[] = []
    for (const tracked of [false, true]) {
      const page = await show(file, '/ok', tracked)
      await fill(page, 'not an address')
      await page.getByRole('button').click()
      await page.waitForTimeout(200)
      expect(own()).toHaveLength(sent.length)
      await fill(page, 'asha@example.com')
      await page.getByRole('button').click()
      await expect.poll(() => own().length).toBe(sent.length + 1)
      sent.push(own().at(-1))
      if (tracked) {
        const found = await submissions(page)
        expect(found.filter(({ outcome }) => outcome === 'submitted')).toMatchObject([
          {
            form_id: nameOf(file),
            fields: { full_name: 'Asha Rao', email: 'asha@example.com' },
            field_types: { full_name: 'name', email: 'email' },
            filled: ['message'],
          },
        ])
        // An application that judges by itself gets its submit event; what it refuses is at most an attempt.
        expect(found.length).toBeLessThanOrEqual(2)
      }
    }
    expect(sent[0]?.body).toContain('Asha')
    expect(sent[1]).toEqual(sent[0])
  })
})

test('all of them are attempted when the server fails', async () => {
  const pages = await Promise.all(frameworks.map((file) => show(file, '/fail')))
  for (const page of pages) {
    await fill(page, 'asha@example.com')
    await page.getByRole('button').click()
  }
  await expect.poll(() => site().named('Form Submitted').length, { timeout: 20_000 }).toBe(frameworks.length)
  const found = site().named('Form Submitted')
  expect(found.map(({ form_id, outcome }) => `${form_id} ${outcome}`).sort()).toEqual(
    frameworks.map((file) => `${nameOf(file)} attempted`).sort(),
  )
})
