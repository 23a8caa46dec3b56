import { describe, expect, test } from 'vitest'
import { createFormBrowser } from '../form-browser.ts'

const { site, open, submissions } = createFormBrowser()

const form = (attributes = '') =>
  `<form id="inner" method="post" action="/ok" ${attributes}><label>E-mail <input name="email" value="asha@example.com"></label><button>Send</button></form>`
const tell = (place: string) =>
  `<script>window.leadlight = window.leadlight || []; leadlight.push(['form', ${place}])</script>`
const submitted = { form_id: 'inner', outcome: 'submitted', fields: { email: 'asha@example.com' } }

describe('a closed shadow root that the site registers', () => {
  const host = (told: string, markup: string) =>
    `<div id="host"></div><script>
      const root = document.getElementById('host').attachShadow({ mode: 'closed' })
      root.innerHTML = '${markup}'
      window.leadlight = window.leadlight || []
      ${told}
    </script>`

  test.each([
    ['the root itself', "leadlight.push(['form', root])"],
    ['an element in it', "leadlight.push(['form', root.querySelector('form')])"],
  ])('%s', async (_, told) => {
    const page = await open(host(told, form()))
    await page.focus('#host').catch(() => {})
    await page.mouse.click(40, 20)
    await page.keyboard.press('Enter')
    expect(await submissions(page)).toMatchObject([submitted])
  })

  test('is not captured without that', async () => {
    const page = await open(host('', form()))
    await page.mouse.click(40, 20)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/ok')
    expect(await submissions(page, 0)).toEqual([])
  })
})

describe('a frame of the same origin that the site registers', () => {
  const frame = (markup: string) =>
    `<iframe id="frame" srcdoc="${markup.replaceAll('"', '&quot;')}"></iframe>${tell("document.getElementById('frame')")}`
  const prevented = (code: string) =>
    `<script>document.forms[0].onsubmit = (event) => { event.preventDefault(); ${code} }</script>`

  test.each([
    ['sent by the browser', form()],
    ['sent by fetch', form() + prevented("fetch('/ok', { method: 'POST' })")],
    ['sent by form.submit()', form() + prevented('document.forms[0].submit()')],
    ['taken away', form() + prevented('document.forms[0].remove()')],
  ])('%s', async (_, markup) => {
    const page = await open(frame(markup))
    await page.frameLocator('#frame').locator('button').click()
    expect(await submissions(page)).toMatchObject([submitted])
  })

  test('is captured on the next page of the frame, too', async () => {
    const page = await open(frame(`<a href="${site().page('/next', form(), false)}">Next</a>`))
    await page.frameLocator('#frame').locator('a').click()
    await page.frameLocator('#frame').locator('button').waitFor()
    // The tracker looks at the page twice a second.
    await page.waitForTimeout(700)
    await page.frameLocator('#frame').locator('button').click()
    expect(await submissions(page)).toMatchObject([submitted])
  })

  test('is attempted when the request of the frame fails', async () => {
    const page = await open(frame(form() + prevented("fetch('/fail', { method: 'POST' })")))
    await page.frameLocator('#frame').locator('button').click()
    expect(await submissions(page)).toMatchObject([{ ...submitted, outcome: 'attempted' }])
  })
})

describe('fields without a form', () => {
  const fields = `<div id="box"><label>E-mail <input name="email"></label><label>Name <input name="who"></label>
    <input type="password" name="pw" value="canary"><button type="button">Send</button></div>`

  test('are submitted once, when the site says so', async () => {
    const page = await open(`${fields}<script>
      addEventListener('load', () => {
        const done = leadlight.form(box)
        box.querySelector('button').onclick = () => { done(); done() }
      })</script>`)
    await page.fill('[name=email]', 'asha@example.com')
    await page.fill('[name=who]', 'Asha Rao')
    await page.click('button')
    const found = await submissions(page)
    expect(found).toMatchObject([
      { form_id: 'box', outcome: 'submitted', fields: { email: 'asha@example.com', who: 'Asha Rao' } },
    ])
    expect(JSON.stringify(site().requests)).not.toContain('canary')
    expect(site().named('Form Viewed')).toMatchObject([{ form_id: 'box' }])
    expect(site().named('Form Started')).toMatchObject([{ form_id: 'box', last_field: 'email' }])
    expect(site().named('Form Abandoned')).toEqual([])
  })

  test('can be registered before the script has loaded', async () => {
    const page = await open(
      `${fields}<script>box.children[0].control.value = 'asha@example.com'; box.children[1].control.value = 'Asha'
      window.leadlight = window.leadlight || []
      leadlight.push(['form', box, 'submitted'])</script>`,
    )
    expect(await submissions(page)).toMatchObject([{ form_id: 'box', fields: { email: 'asha@example.com' } }])
  })

  test('are abandoned when it does not', async () => {
    const page = await open(fields + tell("document.getElementById('box')"))
    await page.fill('[name=email]', 'asha@example.com')
    await page.goto(site().page('/end', ''))
    expect(await submissions(page, 0)).toEqual([])
    expect(site().named('Form Abandoned')).toMatchObject([{ form_id: 'box', last_field: 'email' }])
  })
})

test('a password in an open shadow root is never captured, even after it is shown', async () => {
  const page =
    await open(`<div id="host"></div><script>host.attachShadow({ mode: 'open' }).innerHTML = \`<form id="inner" action="/ok" method="post" data-leadlight>
    <label>E-mail <input name="email" value="asha@example.com"></label><input type="password" name="key" value="canary" data-leadlight-allow>
    <button type="button" onclick="this.previousElementSibling.type = 'text'">Show</button><button>Send</button></form>\`</script>`)
  await page.getByText('Show').click()
  await page.getByText('Send').click()
  expect(await submissions(page)).toMatchObject([submitted])
  expect(JSON.stringify(site().requests.filter(({ url }) => url.startsWith('/v1/')))).not.toContain('canary')
})

test('the site can say how a form ended', async () => {
  const page = await open(
    `${form('')}<script>inner.onsubmit = (event) => {
      event.preventDefault()
      setTimeout(() => { leadlight.form(inner, inner.email.value ? 'submitted' : 'attempted') }, 50)
    }</script>`,
  )
  await page.click('button')
  expect(await submissions(page)).toMatchObject([submitted])
})

test('a frame of another origin is ignored without an error', async () => {
  const page = await open(
    `<iframe id="frame" sandbox="allow-scripts" srcdoc="<form><input></form>"></iframe>${form()}${tell("document.getElementById('frame')")}`,
  )
  await page.click('button')
  expect(await submissions(page)).toMatchObject([submitted])
})
