import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { type Builder, builders } from '../builder-forms.ts'
import { createFormBrowser } from '../form-browser.ts'

const { site, open, submissions } = createFormBrowser()

async function fillAndSend(page: Page, { fields }: Builder): Promise<void> {
  for (const [name, value] of fields) await page.fill(`[name="${name}"]`, value)
  await page.click('[type=submit]')
}

const own = () => site().requests.filter(({ url }) => url.startsWith('/ok'))

describe.each(Object.entries(builders))('%s', (_, builder) => {
  const body = (to: string) =>
    builder.html + (builder.script ? `<script>{ ${builder.script(to)} }</script>` : '')

  test('is captured once, and sends the same bytes as without the script', async () => {
    const bodies: (string | undefined)[] = []
    for (const tracked of [false, true]) {
      const page = await open(body('/ok'), tracked)
      await fillAndSend(page, builder)
      await expect.poll(() => own().length).toBe(bodies.length + 1)
      // The boundary of a multipart body is drawn by the browser.
      bodies.push(
        own()
          .at(-1)
          ?.body.replace(/WebKitFormBoundary\w+/g, ''),
      )
      // The page without the script stays open: Chromium may forget to close one that commits a navigation (crbug.com/536385539).
      if (tracked) {
        const told = builder.fields.filter(([, , kind]) => kind !== '-')
        expect(await submissions(page)).toMatchObject([
          {
            outcome: 'submitted',
            fields: Object.fromEntries(told.map(([name, value]) => [name, value])),
            field_types: Object.fromEntries(told.map(([name, , kind]) => [name, kind])),
            filled: builder.fields.filter(([, , kind]) => kind === '-').map(([name]) => name),
          },
        ])
      }
    }
    expect(bodies[0]).toBeTruthy()
    expect(bodies[1]).toBe(bodies[0])
    const collected = site().requests.filter(({ url }) => url.startsWith('/v1/'))
    expect(JSON.stringify(collected)).not.toMatch(/canary|203\.0|c0ffee/)
  })

  test.runIf(builder.script)('is attempted when its server refuses it', async () => {
    const page = await open(body('/fail'))
    await fillAndSend(page, builder)
    expect(await submissions(page)).toMatchObject([{ outcome: 'attempted' }])
  })
})

test('Contact Form 7 is attempted when its server finds a mistake, and submitted after the correction', async () => {
  const { html, script, fields } = builders['Contact Form 7'] as Builder
  const page = await open(`${html}<script>{ ${script?.('/ok')} }</script>`)
  await page.fill('[name=your-name]', 'Asha Rao')
  await page.click('[type=submit]')
  await page.waitForSelector('form.invalid')
  await fillAndSend(page, { html, fields })
  await page.waitForSelector('form.sent')
  const outcomes = (await submissions(page, 2)).map(({ outcome }) => outcome)
  expect(outcomes.sort()).toEqual(['attempted', 'submitted'])
})

test("HubSpot's form in a frame of the page is captured when the site registers it", async () => {
  const { html, script, fields } = builders.HubSpot as Builder
  const page = await open(`<iframe id="hs-form-iframe-0"></iframe><script>
    const frame = document.getElementById('hs-form-iframe-0').contentDocument
    frame.open(); frame.write(${JSON.stringify(html)}); frame.close()
    { const document = frame; ${script?.('/ok')} }
    window.leadlight = window.leadlight || []; leadlight.push(['form', document.getElementById('hs-form-iframe-0')])
  </script>`)
  const frame = page.frameLocator('#hs-form-iframe-0')
  for (const [name, value] of fields) await frame.locator(`[name="${name}"]`).fill(value)
  await frame.locator('[type=submit]').click()
  expect(await submissions(page)).toMatchObject([
    { form_id: 'hsForm_2f0c', outcome: 'submitted', fields: { '0-1/email': 'asha@example.com' } },
  ])
})

test('a form with several steps, added one by one, is one submission', async () => {
  const page =
    await open(`<form id="steps" method="post" action="/ok"><div id="one"><label>E-mail <input name="email"></label>
    <button type="button" onclick="one.hidden = true; two.innerHTML = '<label>Company <input name=company></label><button>Send</button>'">Next</button></div><div id="two"></div></form>`)
  await page.fill('[name=email]', 'asha@example.com')
  await page.click('#one button')
  await page.fill('[name=company]', 'Ilaria Ltd')
  await page.click('#two button')
  expect(await submissions(page)).toMatchObject([
    { form_id: 'steps', outcome: 'submitted', fields: { email: 'asha@example.com', company: 'Ilaria Ltd' } },
  ])
})

test('a form whose fields the page takes away, after sending it by other means, is submitted', async () => {
  // As in the embeds of ActiveCampaign, which send it as the address of a script.
  const page =
    await open(`<form id="f"><div id="content"><label>E-mail <input name="email"></label><button>Send</button></div><p hidden>Thanks</p></form><script>
    f.onsubmit = (event) => {
      event.preventDefault()
      const image = new Image()
      image.onload = image.onerror = () => { content.style.display = 'none'; f.lastChild.hidden = false }
      image.src = '/ok-image'
    }</script>`)
  await page.fill('[name=email]', 'asha@example.com')
  await page.click('button')
  expect(await submissions(page)).toMatchObject([{ outcome: 'submitted' }])
})

test('forms that follow each other are viewed, started and submitted one by one', async () => {
  const page = await open(`<div id="place"></div><script>
    const step = (id, field, next) => {
      place.innerHTML = '<form id="' + id + '"><label>' + field + '</label><button>Go on</button></form>'
      place.firstChild.onsubmit = (event) => { event.preventDefault(); next() }
    }
    setTimeout(() => step('first', 'E-mail <input name="email">', () =>
      step('second', 'Company <input name="company">', () => { place.textContent = 'Thank you' })), 300)
  </script>`)
  await page.fill('[name=email]', 'asha@example.com')
  await page.click('button')
  await page.fill('[name=company]', 'Ilaria Ltd')
  await page.click('button')
  await page.waitForTimeout(1_000)
  const found = await submissions(page, 2)
  expect(found.map(({ form_id, outcome }) => `${form_id} ${outcome}`)).toEqual([
    'first submitted',
    'second submitted',
  ])
  expect(site().named('Form Started')).toMatchObject([{ form_id: 'first' }, { form_id: 'second' }])
})

describe('requests about something else', () => {
  const requests = (before: string, then: string) =>
    `<form id="f"><label>E-mail <input name="email" value="asha@example.com"></label><button>Send</button></form><script>
      f.onsubmit = async (event) => { event.preventDefault(); ${before}; const { ok } = await fetch('${then}', { method: 'POST' }); if (ok) f.remove() }</script>`

  test.each([
    ['for the first time answers it', '', 'submitted'],
    ['all the time does not answer it', 'setInterval(report, 300)', 'attempted'],
  ])('what the page asks of another site %s', async (_, before, outcome) => {
    const page =
      await open(`<form id="f"><label>E-mail <input name="email" value="asha@example.com"></label><button>Send</button></form><script>
      const report = () => fetch('//localhost:' + location.port + '/ok-statistics?' + Date.now(), { method: 'POST' })
      ${before}
      f.onsubmit = (event) => { event.preventDefault(); report() }</script>`)
    await page.waitForTimeout(700)
    await page.click('button')
    expect(await submissions(page)).toMatchObject([{ outcome }])
  })

  test('a failed one before the page clears the form counts', async () => {
    const page = await open(requests('', '/fail').replace('if (ok) f.remove()', 'f.reset()'))
    await page.click('button')
    expect(await submissions(page)).toMatchObject([{ outcome: 'attempted' }])
  })

  test.each([
    [
      "a successful one does not hide the failure of the form's own",
      "fetch('/ok-count')",
      '/fail',
      'attempted',
    ],
    [
      'a successful one that starts later does not hide it either',
      "setTimeout(() => fetch('/ok-count'), 200)",
      '/fail',
      'attempted',
    ],
    [
      "a failed one does not change the success of the form's own",
      "await fetch('/fail-count')",
      '/ok-form',
      'submitted',
    ],
    [
      'one that starts much later is ignored',
      "setTimeout(() => fetch('/ok-count'), 4_000)",
      '/never',
      'attempted',
    ],
  ])('%s', async (_, before, then, outcome) => {
    const page = await open(
      requests(before, then).replace(
        "await fetch('/never', { method: 'POST' })",
        'await new Promise(() => {})',
      ),
    )
    await page.click('button')
    expect(await submissions(page)).toMatchObject([{ outcome }])
  })
})
