import { afterEach, beforeEach, vi } from 'vitest'
import { createRecordingHost, type RecordingHost } from './plugin-host.test.setup.ts'

/** The page of the test that runs: a new one for each. */
export let page: RecordingHost

/** Gives each test a page with a view, `view-1`, and a clock that stands still. */
export function giveEachTestAPage(): void {
  beforeEach(() => {
    // happy-dom has no layout.
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      return this.isConnected && !this.closest('[hidden]') ? new DOMRect(0, 0, 9, 9) : new DOMRect()
    })
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    })
    page = createRecordingHost()
    startPageView('view-1')
  })
  afterEach(() => {
    page.stop()
    document.body.innerHTML = ''
    vi.useRealTimers()
    vi.restoreAllMocks()
  })
}

export const startPageView = (id: string) => page.startPageView({ id, path: '/', contentType: undefined })
export const prevent = (event: Event) => event.preventDefault()

/** Puts a form into the page that prevents its own submission, in place of what is there. */
export function build(attributes = 'id="f"'): { form: HTMLFormElement; field: HTMLInputElement } {
  document.body.innerHTML = `<form ${attributes}><input name="email" type="email" value="asha@example.com"></form>`
  const form = document.querySelector('form')
  const field = document.querySelector('input')
  if (!form || !field) throw new Error('no form')
  form.addEventListener('submit', prevent)
  return { form, field }
}

/** Submits a form; the event is not trusted, as if the page had dispatched it. */
export function submit(form: HTMLFormElement): void {
  form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
}
