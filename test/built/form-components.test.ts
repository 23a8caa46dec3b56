import { expect, test } from 'vitest'
import { createFormBrowser } from '../form-browser.ts'

const { site, open, submissions } = createFormBrowser()

/** Components as design systems write them: the fields are in shadow roots, and only some of them say so to the browser. */
const components = `<script>
  const define = (name, formAssociated, markup) => customElements.define(name, class extends HTMLElement {
    static formAssociated = formAssociated
    connectedCallback() {
      this.attachShadow({ mode: 'open' }).innerHTML = markup(this)
      const field = this.shadowRoot.querySelector('input')
      if (!formAssociated || !field) return
      const internals = this.attachInternals()
      field.oninput = () => internals.setFormValue(field.value)
      internals.setFormValue(field.value)
    }
  })
  // The label and the name of the field are in the shadow root.
  define('x-input', true, ({ dataset: { label, type = 'text', value = '' }, attributes }) =>
    '<label for="input">' + label + '</label><input id="input" name="' + attributes.name.value + '" type="' + type + '" value="' + value + '">' +
    '<button type="button" onclick="this.previousElementSibling.type = \\'text\\'">Show</button>')
  // Neither is.
  define('x-bare', true, () => '<input id="input">')
  define('x-nested', false, () => '<x-bare></x-bare>')
  // A form of its own, which a parser would not put into another.
  customElements.define('x-search', class extends HTMLElement {
    connectedCallback() {
      const form = this.attachShadow({ mode: 'open' }).appendChild(document.createElement('form'))
      form.innerHTML = '<input name="own" value="canary">'
    }
  })
</script>`

const form = (fields: string) =>
  `<form id="f" method="post" action="/ok">${fields}<button id="send">Send</button></form>${components}`

const typed = `<x-input name="mail" data-label="E-mail"></x-input><label>Full name <x-bare name="a"></x-bare></label>
  Company: <x-nested name="b"></x-nested> <x-bare name="c"></x-bare>`

test('fields in the shadow roots of components are read by their labels, and the request does not change', async () => {
  const bodies: (string | undefined)[] = []
  for (const tracked of [false, true]) {
    const page = await open(form(typed), tracked)
    await page.fill('x-input input', 'asha@example.com')
    await page.fill('[name=a] input', 'Asha Rao')
    await page.fill('[name=b] input', 'Ilaria Ltd')
    await page.fill('[name=c] input', 'canary')
    await page.click('#send')
    await page.waitForURL('**/ok')
    bodies.push(site().requests.find(({ url }) => url === '/ok')?.body)
    if (tracked)
      expect(await submissions(page)).toMatchObject([
        {
          outcome: 'submitted',
          fields: { mail: 'asha@example.com', a: 'Asha Rao', b: 'Ilaria Ltd' },
          field_types: { mail: 'email', a: 'name', b: 'organization' },
          filled: ['c'],
        },
      ])
    else await page.close()
    site().requests.splice(0, tracked ? 0 : Number.POSITIVE_INFINITY)
  }
  expect(bodies[0]).toBe('mail=asha%40example.com&a=Asha+Rao&c=canary')
  expect(bodies[1]).toBe(bodies[0])
})

test('what is secret, excluded or of another form is not read there either', async () => {
  const page = await open(
    form(`<x-input name="mail" data-label="E-mail" data-value="asha@example.com"></x-input>
      <x-input name="who" data-label="Name" data-value="Asha Rao"></x-input>
      <x-input name="key" data-label="Key" data-type="password" data-value="canary"></x-input>
      <x-input name="out" data-label="Company" data-value="canary" data-leadlight="off"></x-input>
      <div data-leadlight-ignore><x-input name="in" data-label="Company" data-value="canary"></x-input></div>
      <x-input name="otp" data-label="Company" data-value="canary"></x-input>
      <x-input name="note" data-label="Note" data-value="Call me" data-leadlight-allow></x-input>
      <x-search></x-search>`),
  )
  await page.click('[name=key] button')
  await page.click('#send')
  expect(await submissions(page)).toMatchObject([
    { fields: { mail: 'asha@example.com', who: 'Asha Rao', note: 'Call me' }, filled: [] },
  ])
  const told = site().requests.filter(({ url }) => url.startsWith('/v1/'))
  expect(JSON.stringify(told)).not.toContain('canary')
  // The form itself was sent whole, so the canaries were there to be found.
  expect(site().requests.find(({ url }) => url === '/ok')?.body).toContain('key=canary&out=canary&in=canary')
})

test('a log-in with a password in a component sends no value', async () => {
  const page = await open(
    form(`<label>E-mail <input name="email" value="canary@example.com"></label>
      <x-input name="key" data-label="Key" data-type="password" data-value="canary"></x-input>`),
  )
  await page.click('#send')
  expect(await submissions(page)).toMatchObject([{ fields: {}, filled: ['email'] }])
})
