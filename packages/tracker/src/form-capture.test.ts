import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formCapture } from './form-capture.ts'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

let page: RecordingHost
beforeEach(() => {
  // happy-dom has no layout.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    return this.isConnected && !this.closest('[hidden]') ? new DOMRect(0, 0, 9, 9) : new DOMRect()
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  page = createRecordingHost()
  startPageView('view-1')
})
afterEach(() => {
  page.stop()
  document.body.innerHTML = ''
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const startPageView = (id: string) => page.startPageView({ id, path: '/', contentType: undefined })
const prevent = (event: Event) => event.preventDefault()

function build(attributes = 'id="f"'): { form: HTMLFormElement; field: HTMLInputElement } {
  document.body.innerHTML = `<form ${attributes}><input name="email" type="email" value="asha@example.com"></form>`
  const form = document.querySelector('form')
  const field = document.querySelector('input')
  if (!form || !field) throw new Error('no form')
  form.addEventListener('submit', prevent)
  return { form, field }
}

/** Submits a form; the event is not trusted, as if the page had dispatched it. */
function submit(form: HTMLFormElement): void {
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
}

const outcomes = () => page.named('Form Submitted').map(({ outcome }) => outcome)

describe('the outcome of a submission that the page prevented', () => {
  it('is stored at once as submitted, and held', () => {
    formCapture()(page.host)
    submit(build().form)
    expect([...page.held]).toMatchObject([
      { form_id: 'f', outcome: 'submitted', fields: { email: 'asha@example.com' } },
    ])
    expect(outcomes()).toEqual([])
  })

  it('is attempted if no sign of success follows', () => {
    formCapture()(page.host)
    submit(build().form)
    vi.advanceTimersByTime(9_000)
    expect(outcomes()).toEqual([])
    vi.advanceTimersByTime(2_000)
    expect(outcomes()).toEqual(['attempted'])
  })

  it.each<[string, (form: HTMLFormElement) => void]>([
    ['removed', (form) => form.remove()],
    [
      'hidden',
      (form) => {
        form.hidden = true
      },
    ],
    ['reset', (form) => form.dispatchEvent(new Event('reset', { bubbles: true }))],
    ['left', () => page.hide(true)],
    ['on another page view of the app', () => startPageView('view-2')],
  ])('is submitted when the form is %s', (_, succeed) => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(1_000)
    succeed(form)
    vi.advanceTimersByTime(20_000)
    expect(outcomes()).toEqual(['submitted'])
  })

  it('stays open when the page is hidden', () => {
    formCapture()(page.host)
    submit(build().form)
    page.hide(false)
    expect(outcomes()).toEqual([])
  })
})

describe('a submission counts once', () => {
  it('if it is repeated within two seconds with the same values', () => {
    formCapture()(page.host)
    const { form, field } = build()
    submit(form)
    vi.advanceTimersByTime(1_900)
    submit(form)
    expect(page.held.size).toBe(1)
    field.value = 'asha.rao@example.com'
    submit(form)
    expect(outcomes()).toEqual(['attempted'])
    expect(page.held.size).toBe(1)
  })

  it('when the page submits later what it has held back, as for a captcha', () => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(4_000)
    submit(form)
    expect([outcomes(), page.held.size]).toEqual([[], 1])
    form.remove()
    vi.advanceTimersByTime(1_000)
    expect([outcomes(), page.held.size]).toEqual([['submitted'], 0])
  })

  it('but twice if it is repeated later, when the outcome of the first is known', () => {
    formCapture()(page.host)
    const { form } = build()
    submit(form)
    vi.advanceTimersByTime(11_000)
    submit(form)
    expect([outcomes(), page.held.size]).toEqual([['attempted'], 1])
  })
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

it('takes a submission for successful when another form is submitted', () => {
  formCapture()(page.host)
  const { form } = build()
  submit(form)
  const other = form.cloneNode(true) as HTMLFormElement
  other.id = 'g'
  document.body.append(other)
  submit(other)
  expect(page.named('Form Submitted')).toMatchObject([{ form_id: 'f', outcome: 'submitted' }])
  expect([...page.held]).toMatchObject([{ form_id: 'g' }])
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
