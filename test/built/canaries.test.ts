import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { createFormBrowser } from '../form-browser.ts'
import { root } from '../source-tree.ts'

const { site, open, submissions } = createFormBrowser()
const forms = readFileSync(`${root}test/canary-forms.html`, 'utf8')

/** What is put into private fields: unlike anything else on the page, and of the shape of what is captured elsewhere. */
const shapes: Record<string, string> = {
  text: 'Canarytext',
  words: 'Canary Textson',
  number: '98 7650 4321',
  'e-mail': 'canarytext@example.org',
}
const canary = /canary|98\s?7650\s?4321/i

/** Fills every field of every form and sends them one after another; each is done at once, as in an application. */
async function fillAndSend(page: Page, secret: string): Promise<number> {
  return page.evaluate(async (text) => {
    const forms = [...document.forms]
    for (const field of document.querySelectorAll<HTMLInputElement>('input,textarea')) {
      const isSecret = 'secret' in field.dataset
      field.value = isSecret
        ? text.includes('@') && !field.dataset.secret
          ? 'Canarytext'
          : text
        : /mail/i.test(field.labels?.[0]?.textContent ?? '')
          ? 'asha@example.com'
          : 'Asha Rao'
      field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
    }
    // Long enough for the tracker to have a look at the page; then the passwords are shown.
    await new Promise((resolve) => setTimeout(resolve, 700))
    for (const field of document.querySelectorAll<HTMLInputElement>('[data-shown]')) field.type = 'text'
    for (const form of forms) {
      form.addEventListener('submit', (event) => event.preventDefault())
      form.requestSubmit()
      form.remove()
    }
    return forms.length
  }, secret)
}

/** Everything that the browser keeps for this site. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const stores: unknown[] = [document.cookie, { ...localStorage }, { ...sessionStorage }]
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(`${name}`)
        request.onsuccess = () => resolve(request.result)
      })
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => {
          request.onsuccess = resolve
        })
        stores.push(request.result)
      }
      database.close()
    }
    return JSON.stringify(stores)
  })
}

const outgoing = () => site().requests.map(({ url, body }) => url + body)

test.each(Object.entries(shapes))('no private value of any form is sent or stored: %s', async (_, secret) => {
  const page = await open(forms)
  const count = await fillAndSend(page, secret)
  expect(await kept(page)).not.toMatch(canary)
  expect(await submissions(page, count)).toHaveLength(count)
  expect(outgoing().filter((text) => canary.test(text))).toEqual([])
  // What the forms ask of a lead was told.
  expect(outgoing().join()).toContain('asha@example.com')
})

test('a value that is allowed is found, so the others would have been, too', async () => {
  const page = await open(
    '<form id="f"><label>Note <input name="note" data-secret data-leadlight-allow></label></form>',
  )
  await fillAndSend(page, 'Canarytext')
  expect(await kept(page)).toMatch(canary)
  await submissions(page)
  expect(outgoing().filter((text) => canary.test(text))).toHaveLength(1)
})
