import { redact } from '@leadlight/protocol/redact'
import { listen } from '../listen.ts'
import type { PluginHost, Release } from '../plugin.ts'
import { bareForm, describeForm, formAction } from './form-element.ts'
import { type Outcome, watchOutcome } from './outcome.ts'
import type { Entries } from './read-fields.ts'

/** The same form with the same entries is the same submission for this long, in milliseconds: a double click. */
const REPEAT_MS = 2_000

/** How long after it read the form `form.submit()` navigates, at most, in milliseconds. */
const NAVIGATION_MS = 1_000

/** Turns what the page does with its forms into `Form Submitted`, once a submission. */
export interface Submissions {
  /** A `submit` event began its way through the page. */
  onSubmit(form: HTMLFormElement, event: Event): void
  /** A `formdata` event: the form was read, to be sent or not. */
  onRead(form: HTMLFormElement): void
  onReset(form: HTMLFormElement): void
}

/**
 * Makes it. The event is held, safe in the outbox, from the first moment on, and says `submitted` unless it turns out that
 * nothing was: whoever kills the browser right after pressing the button has pressed it.
 */
export function createSubmissions(
  host: PluginHost,
  read: (form: HTMLFormElement) => Entries,
  onSent: (form: HTMLFormElement) => void,
): Submissions {
  /** The latest submission of each form; `isOpen` while its outcome is not known. */
  const latest = new Map<
    HTMLFormElement,
    { at: number; text: string; isOpen: boolean; stop: () => void; release: Release }
  >()
  /** A form that was read without a `submit`: by `form.submit()`, or by a page that keeps drafts. */
  let suspect: { form: HTMLFormElement; at: number; entries: Entries } | undefined

  function settle(form: HTMLFormElement, outcome: Outcome): void {
    const submission = latest.get(form)
    if (!submission?.isOpen) return
    submission.isOpen = false
    submission.stop()
    submission.release({ outcome })
  }

  function hold(form: HTMLFormElement, entries: Entries): void {
    const at = performance.now()
    const text = JSON.stringify(entries)
    const last = latest.get(form)
    if (last && at - last.at < REPEAT_MS && last.text === text) return
    // Whoever submits again was not successful before.
    settle(form, 'attempted')
    onSent(form)
    const action = redact(formAction(form))
    const properties = { ...describeForm(form), action, ...entries, outcome: 'submitted' }
    const release = host.hold('Form Submitted', properties, { form: true })
    const stop = watchOutcome(form, (outcome) => settle(form, outcome))
    host.signal.addEventListener('abort', stop)
    latest.set(form, { at, text, isOpen: true, stop, release })
  }

  function settleAll(): void {
    for (const form of latest.keys()) settle(form, 'submitted')
  }

  function confirm(): void {
    if (suspect && performance.now() - suspect.at < NAVIGATION_MS) {
      hold(suspect.form, suspect.entries)
      settle(suspect.form, 'submitted')
    }
    suspect = undefined
  }

  const { navigation } = window
  if (navigation)
    listen(navigation, 'navigate', host.signal, (event) => {
      const { formData, destination } = event as NavigateEvent
      const { form } = suspect ?? {}
      // With GET there is no body; then the address tells.
      if (
        form &&
        (formData || (bareForm(form).method === 'get' && destination.url.startsWith(formAction(form))))
      )
        confirm()
    })
  host.onHide((left) => {
    if (!left) return
    if (!navigation) confirm()
    settleAll()
  })
  host.onPageView(settleAll)

  return {
    onSubmit(form, event) {
      if (bareForm(form).method === 'dialog') return
      hold(form, read(form))
      // By then the page's own listeners have had the event.
      setTimeout(() => {
        if (event.isTrusted && !event.defaultPrevented) settle(form, 'submitted')
      })
    },
    onRead(form) {
      if (latest.get(form)?.isOpen) return
      suspect = { form, at: performance.now(), entries: read(form) }
      // Sent to another window or frame, which leaves this page where it is.
      if (/^(_blank|[^_].*)$/.test(bareForm(form).target)) confirm()
    },
    onReset: (form) => settle(form, 'submitted'),
  }
}
