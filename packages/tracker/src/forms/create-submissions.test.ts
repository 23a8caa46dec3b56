import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { formCapture } from '../form-capture.ts'
import { createRecordingHost, type RecordingHost } from '../plugin-host.test.setup.ts'

let page: RecordingHost
beforeEach(() => {
  // happy-dom has no layout.
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    return this.isConnected ? new DOMRect(0, 0, 9, 9) : new DOMRect()
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] })
  page = createRecordingHost()
  formCapture()(page.host)
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** A form as the server writes it, in place of the one before. */
function show(email: string): HTMLFormElement {
  document.body.innerHTML = `<form id="f"><input name="email" type="email" value="${email}"></form>`
  const form = document.forms[0]
  if (!form) throw new Error('no form')
  form.addEventListener('submit', (event) => event.preventDefault())
  return form
}

/** Submits the form; the page replaces it. */
function submit(form: HTMLFormElement, next: string): HTMLFormElement {
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  vi.advanceTimersByTime(1_000)
  const nextForm = show(next)
  vi.advanceTimersByTime(3_000)
  return nextForm
}
const outcomes = () => page.named('Form Submitted').map(({ outcome }) => outcome)

it('is attempted when the form comes back filled in as it was', () => {
  submit(show('asha@example.com'), 'asha@example.com')
  expect(outcomes()).toEqual(['attempted'])
})

it('is attempted when the page shows that it waits instead of the form, then the form as it was', () => {
  const form = show('asha@example.com')
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  form.remove()
  vi.advanceTimersByTime(2_000)
  document.body.append(form)
  vi.advanceTimersByTime(2_000)
  expect(outcomes()).toEqual(['attempted'])
})

it('is submitted when the form was gone for a moment, and is empty', () => {
  const form = show('asha@example.com')
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  form.remove()
  vi.advanceTimersByTime(1_000)
  document.body.append(form)
  for (const field of form.querySelectorAll('input')) field.value = ''
  vi.advanceTimersByTime(3_000)
  expect(outcomes()).toEqual(['submitted'])
})

it('is submitted when the form comes back empty', () => {
  submit(show('asha@example.com'), '')
  expect(outcomes()).toEqual(['submitted'])
})

it('is submitted at a second try with the same values', () => {
  submit(submit(show('asha@example.com'), 'asha@example.com'), '')
  expect(outcomes()).toEqual(['attempted', 'submitted'])
})

it.each([
  ['attempted', 'shows a mistake', '<em class="error">Give a name</em>'],
  ['submitted', 'shows none', '<em class="error"></em>'],
])('is %s when the visitor leaves a form that %s', (outcome, _, html) => {
  const form = show('asha@example.com')
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  form.insertAdjacentHTML('beforeend', html)
  vi.advanceTimersByTime(3_000)
  page.hide(true)
  expect(outcomes()).toEqual([outcome])
})

it('is submitted when the page showed the same before, as a class for what might be wrong', () => {
  const form = show('asha@example.com')
  form.insertAdjacentHTML('beforeend', '<p class="with-error-text">We write once a month.</p>')
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
  vi.advanceTimersByTime(3_000)
  page.hide(true)
  expect(outcomes()).toEqual(['submitted'])
})
