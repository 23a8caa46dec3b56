import { describe, expect, it, vi } from 'vitest'
import { build, giveEachTestAPage, page, prevent, startPageView, submit } from './form-capture.test.setup.ts'
import { formCapture } from './form-capture.ts'

giveEachTestAPage()

it('is viewed, started and abandoned once when the page renders it anew with each keystroke', () => {
  formCapture()(page.host)
  const type = () => build().field.dispatchEvent(new Event('input', { bubbles: true }))
  for (let i = 0; i < 3; i++) type()
  vi.advanceTimersByTime(1_000)
  submit(build().form)
  page.hide(true)
  const counts = () => ['Viewed', 'Started', 'Abandoned'].map((name) => page.named(`Form ${name}`).length)
  expect(counts()).toEqual([1, 1, 0])
  startPageView('view-2')
  for (let i = 0; i < 3; i++) type()
  page.hide(true)
  expect(counts()).toEqual([2, 2, 1])
})

it('tells no address in the name of a field', () => {
  formCapture()(page.host)
  const { field } = build()
  field.name = 'role[asha@example.com]'
  field.dispatchEvent(new Event('input', { bubbles: true }))
  page.hide(true)
  const told = [...page.named('Form Started'), ...page.named('Form Abandoned')]
  expect(told).toHaveLength(2)
  expect(JSON.stringify(told)).not.toContain('asha')
})

it('names a form whose action is a script, as React writes it, by the address of the page', () => {
  formCapture()(page.host)
  submit(build('action="javascript:throw new Error(1)"').form)
  expect([...page.held]).toMatchObject([{ form_id: document.baseURI, action: document.baseURI }])
})

it('reports once that a form is started in an editor without a name', () => {
  formCapture()(page.host)
  const { form } = build()
  form.innerHTML = '<div contenteditable></div>'
  for (const _ of 'abc') form.firstChild?.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
  expect(page.named('Form Started')).toMatchObject([{ last_field: 'div' }])
})

it.each<[string, (field: HTMLInputElement) => void]>([
  ['it stood on the page', () => vi.advanceTimersByTime(1_000)],
  ['it was filled', (field) => field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))],
])('remembers that a field was a password when %s', (_, meet) => {
  formCapture({ allow: ['email'] })(page.host)
  const { form, field } = build('id="f" data-leadlight')
  field.type = 'password'
  meet(field)
  field.type = 'text'
  submit(form)
  expect([...page.held].map(({ fields, filled }) => [fields, filled])).toEqual([[{}, []]])
})

describe('captured forms', () => {
  it.each([
    ['auto', '', 1],
    ['auto', 'data-leadlight="off"', 0],
    ['auto', 'data-leadlight-ignore', 0],
    ['auto', 'method="dialog"', 0],
    ['marked', '', 0],
    ['marked', 'data-leadlight', 1],
    ['marked', 'data-leadlight="off"', 0],
    ['off', 'data-leadlight', 0],
  ] as const)('mode %s, form %s: %d', (mode, attributes, count) => {
    formCapture({ mode })(page.host)
    submit(build(attributes).form)
    expect(page.held.size).toBe(count)
  })

  it.each([
    [1, 'a script, of which only `formdata` and the navigation tell', ''],
    [0, 'a button that the site excludes', '<button data-leadlight="off">'],
  ])('captures %d that is submitted by %s', (count, _, html) => {
    formCapture()(page.host)
    const { form } = build()
    form.insertAdjacentHTML('beforeend', html)
    const submitter = form.querySelector('button')
    if (submitter) form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, submitter }))
    form.dispatchEvent(new Event('formdata', { bubbles: true }))
    window.dispatchEvent(new Event('pagehide'))
    expect(page.named('Form Submitted')).toHaveLength(count)
  })

  it('captures none after consent was withdrawn', () => {
    formCapture()(page.host)
    page.stop()
    submit(build().form)
    expect(page.held.size).toBe(0)
  })

  it.each([
    ['id="a" name="b"', 'a', 'b'],
    ['name="b"', 'b', 'b'],
    ['data-leadlight="demo"', 'demo', 'demo'],
    ['id="of-ada@example.com" name="card 4111111111111111"', 'card [redacted]', 'card [redacted]'],
  ])('identifies a form with %s as %s', (attributes, id, name) => {
    formCapture()(page.host)
    submit(build(attributes).form)
    expect([...page.held]).toMatchObject([{ form_id: id, form_name: name }])
  })
})

describe('started and abandoned forms', () => {
  const type = (field: HTMLInputElement) =>
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))

  it('are tracked once per page view, with the last field and their page view', () => {
    formCapture()(page.host)
    const { form, field } = build()
    type(field)
    field.name = 'phone'
    type(field)
    expect(page.named('Form Started')).toMatchObject([
      { form_id: 'f', last_field: 'email', page_view_id: 'view-1' },
    ])
    startPageView('view-2')
    page.hide(true)
    expect(page.named('Form Abandoned')).toMatchObject([{ last_field: 'phone', page_view_id: 'view-1' }])
    expect(JSON.stringify(page.named('Form Abandoned'))).not.toContain('asha')
    expect(form.isConnected).toBe(true)
  })

  it('are not abandoned if they were submitted', () => {
    formCapture()(page.host)
    const { form, field } = build()
    type(field)
    submit(form)
    type(field)
    page.hide(true)
    expect(page.named('Form Abandoned')).toEqual([])
  })
})

it('never throws into the page, nor calls preventDefault', () => {
  formCapture()({
    ...page.host,
    hold: () => expect.fail('a broken host'),
    track: () => expect.fail('a broken host'),
  })
  const { form, field } = build()
  form.removeEventListener('submit', prevent)
  const event = new SubmitEvent('submit', { bubbles: true, cancelable: true })
  expect(() => {
    field.dispatchEvent(new Event('input', { bubbles: true }))
    form.dispatchEvent(event)
  }).not.toThrow()
  expect(event.defaultPrevented).toBe(false)
})
