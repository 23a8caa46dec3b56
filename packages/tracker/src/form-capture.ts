import { bareForm, describeForm, MARKED, native, OFF } from './forms/form-element.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { Plugin, Release } from './plugin.ts'

/** How much of the page's forms is captured. */
export interface FormCaptureOptions {
  /** `auto`: every form; `marked`: forms with `data-leadlight`; `off`: none. Default `auto`. */
  mode?: 'auto' | 'marked' | 'off'
  /** Names of further fields whose values may be captured. */
  allow?: string[]
}

/** How often the page's forms are looked at, in milliseconds. */
const GLANCE_MS = 500

/** How long a sign of success is waited for, in milliseconds. */
const PATIENCE_MS = 10_000

/** The same form with the same entries is the same submission for this long, in milliseconds: a double click. */
const REPEAT_MS = 2_000

/** How long after it read the form `form.submit()` navigates, at most, in milliseconds. */
const NAVIGATION_MS = 1_000

/** A request that went well; answers to events, ours or those of another tracker, say nothing about a form. */
const success = /^(fe|xm)\w+ 2.. (?!.*\/v1\/b)/

/** What events tell about a form. */
type Facts = Record<string, string | undefined>

/**
 * Captures what visitors submit, and which forms they saw, started and left: values of lead fields only, never a password,
 * a card or the like. Reads a form when it is submitted, not while it is filled, and changes nothing on the page.
 *
 * Out of its sight: closed shadow roots, frames, and fields without a `<form>`.
 */
export function formCapture(options: FormCaptureOptions = {}): Plugin {
  const { mode = 'auto', allow = [] } = options
  return (host) => {
    if (mode === 'off') return
    const { signal, track } = host
    /** What was met so far: fields that were a password, forms that took up space, roots that are listened to. */
    const met = new WeakSet<EventTarget>()
    const read = createFieldReader(allow, met)
    /** What is told of the forms of this page view; nothing any more of one that was sent. */
    const seen = new Map<HTMLFormElement, Facts>()
    /** The latest submission; the form as long as the outcome is open. */
    let sent: HTMLFormElement | undefined
    let sentBy: Event | undefined
    let sentAt = 0
    let sentText = ''
    let release: Release | undefined
    /** A form that was read without a `submit`: by `form.submit()`, or by a page that keeps drafts. */
    let suspect: HTMLFormElement | undefined

    const isWanted = (form: Element) =>
      (mode === 'auto' || native(form, 'closest', MARKED)) && !native(form, 'closest', OFF)

    function see(form: HTMLFormElement): Facts {
      let facts = seen.get(form)
      if (!facts) {
        // Left after a change of page view, it still belongs to the one it was seen on.
        facts = { ...describeForm(form), page_view_id: host.pageView()?.id }
        seen.set(form, facts)
        track('Form Viewed', facts)
      }
      return facts
    }

    function settle(outcome: 'submitted' | 'attempted'): void {
      sent = undefined
      release?.({ outcome })
    }

    function hold(form: HTMLFormElement, event?: Event): void {
      if (native(form, 'getBoundingClientRect').width) met.add(form)
      const properties = { ...describeForm(form), outcome: 'submitted', ...read(form) }
      const text = JSON.stringify(properties)
      const now = performance.now()
      if (text === sentText && now - sentAt < REPEAT_MS) return
      // Whoever submits a form again was not successful before; whoever goes on to another was.
      settle(form === sent ? 'attempted' : 'submitted')
      seen.set(form, {})
      sent = form
      sentBy = event
      sentAt = now
      sentText = text
      release = host.hold('Form Submitted', properties, { form: true })
    }

    function confirm(): void {
      if (!suspect) return
      hold(suspect)
      settle('submitted')
    }

    function leave(): void {
      settle('submitted')
      for (const facts of seen.values()) if (facts.last_field) track('Form Abandoned', facts)
      seen.clear()
    }

    function glance(): void {
      for (const field of document.querySelectorAll('[type=password]')) met.add(field)
      for (const form of [...document.forms, ...seen.keys()]) {
        const { top, bottom, width } = native(form, 'getBoundingClientRect')
        if (width) met.add(form)
        if (width && bottom > 0 && top < innerHeight && !document.hidden && isWanted(form)) see(form)
      }
      if (
        sent &&
        // The page left it to the browser, or took the form away.
        ((sentBy?.isTrusted && !sentBy.defaultPrevented) ||
          (met.has(sent) && !native(sent, 'getBoundingClientRect').width))
      )
        settle('submitted')
      else if (performance.now() - sentAt > PATIENCE_MS) settle('attempted')
    }

    function notice(event: Event): void {
      const path = event.composedPath()
      const { type } = event
      // Some events do not leave a shadow root.
      for (const node of path) if (node instanceof ShadowRoot) observe(node)
      const field = path[0] as HTMLInputElement
      if (field.type === 'password') met.add(field)
      suspect = undefined
      const form = field instanceof HTMLFormElement ? field : field.form
      if (!(form instanceof HTMLFormElement) || !isWanted(form)) return
      const facts = see(form)
      if (type === 'submit') hold(form, event)
      else if (type === 'input' && facts.form_id) {
        const isFirst = !facts.last_field
        facts.last_field = field.name || field.id || field.type
        if (isFirst) track('Form Started', facts)
      } else if (type === 'formdata' && form !== sent) {
        suspect = form
        setTimeout(() => {
          suspect = undefined
        }, NAVIGATION_MS)
        // Sent to another window or frame, which leaves this page where it is.
        if (/^(_b|[^_])/.test(bareForm(form).target)) confirm()
      } else if (type === 'reset' && form === sent) settle('submitted')
    }

    function observe(target: EventTarget): void {
      if (met.has(target)) return
      met.add(target)
      listen(target, 'submit formdata reset input focusin click', signal, notice)
    }

    observe(window)
    listen(window.navigation ?? window, 'navigate pagehide', signal, confirm)
    host.onHide((left) => {
      if (left) leave()
    })
    host.onPageView(leave)
    const requests = new PerformanceObserver(
      guard((list) => {
        for (const entry of list.getEntries() as PerformanceResourceTiming[])
          if (
            entry.startTime >= sentAt &&
            success.test(`${entry.initiatorType} ${entry.responseStatus} ${entry.name}`)
          )
            settle('submitted')
      }),
    )
    requests.observe({ type: 'resource' })
    glance()
    const timer = setInterval(guard(glance), GLANCE_MS)
    signal.addEventListener('abort', () => {
      clearInterval(timer)
      requests.disconnect()
    })
  }
}
