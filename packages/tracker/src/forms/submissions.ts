import { redact } from '@leadlight/protocol/redact'
import { listen } from '../listen.ts'
import type { PluginHost } from '../plugin.ts'
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
  const latest = new WeakMap<HTMLFormElement, { at: number; text: string }>()
  const pending = new Map<HTMLFormElement, (outcome: Outcome) => void>()
  /** A form that was read without a `submit`: by `form.submit()`, or by a page that keeps drafts. */
  let suspect: { form: HTMLFormElement; at: number; entries: Entries } | undefined

  function hold(form: HTMLFormElement, entries: Entries): void {
    const at = performance.now()
    const text = JSON.stringify(entries)
    const last = latest.get(form)
    if (last && at - last.at < REPEAT_MS && last.text === text) return
    latest.set(form, { at, text })
    // Whoever submits again was not successful before.
    pending.get(form)?.('attempted')
    onSent(form)
    const action = redact(formAction(form))
    const properties = { ...describeForm(form), action, ...entries, outcome: 'submitted' }
    const release = host.hold('Form Submitted', properties, { form: true })
    const settle = (outcome: Outcome) => {
      stop()
      pending.delete(form)
      release({ outcome })
    }
    const stop = watchOutcome(form, settle)
    pending.set(form, settle)
  }

  function settleAll(): void {
    for (const settle of pending.values()) settle('submitted')
  }

  function confirm(): void {
    if (suspect && performance.now() - suspect.at < NAVIGATION_MS) {
      hold(suspect.form, suspect.entries)
      pending.get(suspect.form)?.('submitted')
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
        if (event.isTrusted && !event.defaultPrevented) pending.get(form)?.('submitted')
      })
    },
    onRead(form) {
      if (pending.has(form)) return
      suspect = { form, at: performance.now(), entries: read(form) }
      // Sent to another window or frame, which leaves this page where it is.
      if (/^(_blank|[^_].*)$/.test(bareForm(form).target)) confirm()
    },
    onReset: (form) => pending.get(form)?.('submitted'),
  }
}
