import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { createFormBrowser } from '../form-browser.ts'
import { form, onSubmit } from '../plain-form.ts'

const { site, open, submissions } = createFormBrowser()

describe('every way of submitting is one submission', () => {
  const click = (page: Page) => page.click('button')
  const run = (code: string) => (page: Page) => page.evaluate(code).then(() => {})

  test.each<[string, string, (page: Page) => Promise<void>]>([
    ['click', form(), click],
    ['Enter', form(), (page) => page.press('input', 'Enter')],
    ['requestSubmit()', form(), run('f.requestSubmit()')],
    ['a button outside', `${form()}<button id="b" form="f">Go</button>`, (page) => page.click('#b')],
    ['novalidate', form('novalidate', '<input name="must" required>'), click],
    ['form.submit()', form(), run('f.submit()')],
    ['form.submit() with GET', form().replace('post', 'get'), run('f.submit()')],
    ['form.submit() to another window', form('target="_blank"'), run('f.submit()')],
    [
      'stopImmediatePropagation',
      `${form()}<script>f.onsubmit = (e) => e.stopImmediatePropagation()</script>`,
      click,
    ],
    ['form.submit() in its own handler', form() + onSubmit('setTimeout(() => f.submit(), 100)'), click],
    [
      'FormData and fetch',
      form() + onSubmit("fetch('/ok', { method: 'POST', body: new FormData(f) })"),
      click,
    ],
    [
      'values from state and XHR',
      `${form()}${onSubmit("const x = new XMLHttpRequest(); x.open('POST', '/slow'); x.send('{}')")}`,
      click,
    ],
    ['the form removed', form() + onSubmit('f.remove()'), click],
    ['the form hidden', form() + onSubmit('f.hidden = true'), click],
    ['the form reset', form() + onSubmit('f.reset()'), click],
    ['left by script', form() + onSubmit("location.href = '/ok'"), click],
    ['a double click', form('action="/slow"').replace('action="/ok"', ''), (page) => page.dblclick('button')],
    [
      'an open shadow root',
      `<div id="host"></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '${form()}'</script>`,
      (page) => page.press('input', 'Enter'),
    ],
    [
      'hostile names',
      form(
        '',
        [
          'id',
          'name',
          'action',
          'method',
          'submit',
          'elements',
          'matches',
          'closest',
          'dataset',
          'getAttribute',
          'cloneNode',
          'isConnected',
          'attributes',
          'constructor',
          '__proto__',
        ]
          .map((name) => `<input name="${name}" value="x">`)
          .join(''),
      ),
      // Not by a click: the test tool itself stumbles over such a form.
      run('HTMLFormElement.prototype.requestSubmit.call(f)'),
    ],
  ])('%s', async (_, body, submit) => {
    const page = await open(body)
    await submit(page)
    const found = await submissions(page)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({
      form_id: 'f',
      outcome: 'submitted',
      fields: { email: 'asha@example.com' },
      field_types: { email: 'email' },
    })
    expect(found[0]?.action).toMatch(/\/(ok|slow)$/)
  })
})

describe('what is not a submission', () => {
  test.each<[string, string, (page: Page) => Promise<void>]>([
    ['an invalid form', form('', '<input name="must" required>'), (page) => page.click('button')],
    [
      'a draft that is kept, then a link',
      `${form()}<a href="/elsewhere">Away</a>`,
      async (page) => {
        await page.evaluate('new FormData(f)')
        await page.click('a')
      },
    ],
    ['a form that the owner left out', form('data-leadlight="off"'), (page) => page.click('button')],
    [
      'the button that closes its dialog',
      `<dialog open>${form('', '<button formmethod="dialog" id="cancel">Cancel</button>')}</dialog>`,
      (page) => page.click('#cancel'),
    ],
    ['a search', form('role="search"'), (page) => page.click('button')],
  ])('%s', async (_, body, act) => {
    const page = await open(body)
    await page.fill('input', 'asha@example.com')
    await act(page)
    await page.waitForTimeout(300)
    expect(await submissions(page, 0)).toEqual([])
  })
})

test('a form is viewed, started and abandoned, without its values', async () => {
  const page = await open(form())
  await page.fill('input', 'canary@example.com')
  await page.goto(site().page('/end', ''))
  await vi.waitFor(() => expect(site().named('Form Abandoned')).toHaveLength(1))
  expect(site().named('Form Viewed')).toMatchObject([{ form_id: 'f' }])
  expect(site().named('Form Started')).toMatchObject([{ form_id: 'f', last_field: 'email' }])
  expect(site().named('Form Abandoned')).toMatchObject([{ form_id: 'f', last_field: 'email' }])
  expect(JSON.stringify(site().requests)).not.toContain('canary')
})

const canaries = {
  password: '<input type="password" name="pw" value="canary-password">',
  shown: '<input type="password" id="shown" name="key" value="canary-shown">',
  hidden: '<input type="hidden" name="session" value="canary-hidden">',
  csrf: '<input name="csrf_token" value="canary-csrf">',
  unknown: '<textarea name="message">canary-message</textarea>',
  card: '<input autocomplete="cc-number" name="x" value="4111 1111 1111 1111">',
  misplaced: '<label>Company <input name="company" value="4111 1111 1111 1111"></label>',
  marked:
    '<input name="note" data-leadlight-allow value="IBAN DE89 3704 0044 0532 0130 00, 5555-5555-5555-4444">',
}

test('no password, card, hidden or unknown value leaves the page', async () => {
  const page = await open(form('action="/ok" data-leadlight', Object.values(canaries).join('')))
  await page.evaluate("document.getElementById('shown').type = 'text'")
  await page.click('button')
  const [found] = await submissions(page)
  expect(found?.fields).toEqual({
    email: 'asha@example.com',
    company: '[redacted]',
    note: 'IBAN [redacted], [redacted]',
  })
  expect(found?.filled).toEqual(['message'])
  const sent = site()
    .requests.filter(({ url }) => url.startsWith('/v1/'))
    .map(({ body, url }) => url + body)
  expect(sent.join()).not.toMatch(/canary|1111|4444|3704/)
  // The form itself was sent whole, so the canaries were there to be found.
  expect(site().requests.find(({ url }) => url === '/ok')?.body).toMatch(/canary-password.*canary-csrf/)
})

test('a form sends the same bytes with and without the script', async () => {
  const body = form(
    'enctype="text/plain"',
    `${Object.values(canaries).join('')}<select name="s" multiple><option selected>1<option selected>2</select>`,
  )
  for (const tracked of [true, false]) {
    const page = await open(body, tracked)
    await page.click('button')
    await page.waitForURL('**/ok')
    await page.close()
  }
  const [first, second, ...more] = site().requests.filter(({ url }) => url === '/ok')
  expect(first?.body).toContain('canary')
  expect(second).toEqual(first)
  expect(more).toEqual([])
})

test('a huge form is read in part', async () => {
  const page = await open(
    form('', '<div id="many"></div><textarea hidden name="need" id="need" data-leadlight-allow></textarea>'),
  )
  await page.evaluate(`
    need.value = 'n'.repeat(10_000_000)
    many.before(need)
    many.innerHTML = '<label>Company <input name="company" value="Ilaria"></label>'.repeat(5_000)`)
  await page.click('button')
  const [found] = await submissions(page)
  expect(found?.fields).toEqual({ email: 'asha@example.com', need: 'n'.repeat(1_000), company: 'Ilaria' })
})
