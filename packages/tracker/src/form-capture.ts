import { every } from './every.ts'
import { bareForm, describeForm, formOf, isForm, isShown, MARKED, native, OFF } from './forms/form-element.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { createAnswerWatch } from './forms/watch-answers.ts'
import { listen } from './listen.ts'
import type { FormOutcome, Plugin, Release } from './plugin.ts'

/** Options of `formCapture`. */
export interface FormCaptureOptions {
  /** Which forms: `auto`, all (default); `marked`, those with `data-leadlight`; `off`, none. */
  mode?: 'auto' | 'marked' | 'off' | undefined
  /** Names of additional fields whose values are captured. */
  allow?: readonly string[] | undefined
}

/** Interval at which the page is scanned for forms, in milliseconds. */
const SCAN_MS = 500

/** Longest wait for a sign of success after a submission, in milliseconds. */
const OUTCOME_MS = 10_000

/** Time in which a second submission with the same values counts as a double click, in milliseconds. */
const REPEAT_MS = 2_000

/** Longest time between the `formdata` event of `form.submit()` and its navigation, in milliseconds. */
const NAVIGATION_MS = 1_000

/** Time after a response in which another request may fail, or the page mark the form as refused, in milliseconds. */
const RENDER_MS = 1_000

/** How pages mark a form as refused although the response was a success; the classes are those of Contact Form 7. */
const REFUSED = ':is(.invalid,.failed,.spam,:has([aria-invalid=true]))'

/** Properties of the events of a form. */
type FormProperties = Record<string, string | undefined>

/**
 * Creates a plugin that captures form submissions, and tracks which forms visitors view, start and abandon. It captures the values of
 * lead fields only, never passwords, card numbers and the like, reads a form when it is submitted, not while it is filled in, and
 * changes nothing on the page.
 *
 * It cannot find forms in closed shadow roots and frames, nor fields without a `<form>`, unless the site passes them to
 * `tracker.form`.
 */
export function formCapture(options: FormCaptureOptions = {}): Plugin {
  const { mode = 'auto', allow = [] } = options
  return (host) => {
    if (mode === 'off') return
    const { signal, track } = host
    /** Nodes to remember: fields that were ever a password, and roots with listeners. */
    const known = new WeakSet<Node>()
    const read = createFieldReader(allow, known as WeakSet<Element>)
    /** Elements that hold fields without a `<form>`. */
    const formless = new WeakSet<EventTarget>()
    /** The forms viewed since the last page view, with their properties; empty ones after a submission. */
    const viewed = new Map<Element, FormProperties>()
    /** The form of the latest submission, and below its event, time and content. */
    let sent: Element | undefined
    let sentBy: Event | undefined
    let sentAt = -Infinity
    let sentText = ''
    /** Whether it was in sight. */
    let wasShown = false
    /** Releases the latest submission; undefined once its outcome is known. */
    let release: Release | undefined
    /** Whether a request has succeeded, or failed, since then. */
    let isAnswered = false
    let isFailed = false
    /** A form with a `formdata` event but no `submit`: by `form.submit()`, or by a page that saves drafts. */
    let candidate: Element | undefined

    const watchAnswers = createAnswerWatch(
      signal,
      () => sentAt,
      (isSuccess) => {
        if (isSuccess) isAnswered = true
        else isFailed = true
        conclude()
      },
    )

    const isWanted = (form: Element) =>
      (mode === 'auto' || native(form, 'closest', MARKED)) && !native(form, 'closest', OFF)

    /** Tracks `Form Viewed` once per page view; returns the properties of the form's events. */
    function recordView(form: Element): FormProperties {
      let properties = viewed.get(form)
      if (!properties) {
        // Its later events belong to this page view, too.
        properties = { ...describeForm(form), page_view_id: host.pageView()?.id }
        viewed.set(form, properties)
        track('Form Viewed', properties)
      }
      return properties
    }

    /** Releases the latest submission; without an outcome, with the one inferred from requests. */
    function settle(outcome?: FormOutcome | false): void {
      outcome ||= isFailed && !isAnswered && sentBy?.defaultPrevented ? 'attempted' : 'submitted'
      // The visitor may retry with the same values at once.
      if (outcome === 'attempted') sentText = ''
      release?.({ outcome })
      release = undefined
    }

    /** Settles the latest submission when the page has shown what it makes of the answer. */
    function conclude(isReset?: boolean): void {
      const current = release
      setTimeout(() => {
        // If requests of both kinds were made, only what the page does with the form can tell.
        if (release === current && (isReset || isFailed !== isAnswered))
          settle(!isReset && sent && native(sent, 'matches', REFUSED) && 'attempted')
      }, RENDER_MS)
    }

    /** Reads a submitted form, and holds its event until the outcome is known. */
    function hold(form: Element, event?: Event): void {
      const properties = { ...describeForm(form), outcome: 'submitted', ...read(form) }
      const text = JSON.stringify(properties)
      const now = performance.now()
      // It is the same one after a double click, and when the page itself submits what it has held back, as for a captcha.
      if (text !== sentText || (!release && now - sentAt > REPEAT_MS)) {
        // Submitting the same form again means that the previous attempt failed; submitting another one, that it succeeded.
        settle(form === sent && 'attempted')
        viewed.set(form, {})
        sent = form
        sentText = text
        wasShown = isShown(form)
        isFailed = isAnswered = false
        release = host.hold('Form Submitted', properties, { form: true })
      }
      sentBy = event
      sentAt = now
    }

    /** Takes the candidate for submitted, because the page navigates. */
    function confirm(): void {
      if (!candidate) return
      hold(candidate)
      settle('submitted')
    }

    function endPageView(): void {
      settle()
      for (const properties of viewed.values()) if (properties.last_field) track('Form Abandoned', properties)
      viewed.clear()
    }

    /** Adds listeners for all forms of a window or shadow root, once. */
    function observe(root: Node): void {
      if (known.has(root)) return
      known.add(root)
      const view = (root as Document).defaultView
      listen(view ?? root, 'submit formdata reset input focusin click', signal, onEvent)
      if (!view) return
      listen(view.navigation ?? view, 'navigate pagehide', signal, confirm)
      watchAnswers(view)
    }

    /** Remembers password fields, because a page may change their type to show them. */
    function rememberPasswords(root: ParentNode): void {
      for (const field of root.querySelectorAll('[type=password]')) known.add(field)
    }

    /** Finds forms, tracks those in view, and looks for signs that the latest submission succeeded. */
    function scan(): void {
      const forms = new Set(viewed.keys())
      for (const place of [document, ...host.places.map((reference) => reference.deref())]) {
        if (!place) continue
        // Not cached, because a frame may have navigated.
        const { contentDocument, shadowRoot } = place as HTMLIFrameElement
        const root = (contentDocument ?? shadowRoot ?? place.getRootNode()) as Document
        observe(root)
        rememberPasswords(root)
        for (const form of root.querySelectorAll('form')) forms.add(form)
        if (place.nodeType === 1 && root.contains(place) && !formOf(place)) {
          formless.add(place)
          forms.add(place as Element)
        }
      }
      for (const form of forms) {
        const { top, bottom, width } = native(form, 'getBoundingClientRect')
        if (width && bottom > 0 && top < innerHeight && !document.hidden && isWanted(form)) recordView(form)
      }
      if (
        sent &&
        // The browser submitted it, or the page has removed or hidden the form.
        ((sentBy?.isTrusted && !sentBy.defaultPrevented) || (wasShown && !isShown(sent)))
      )
        settle()
      else if (performance.now() - sentAt > OUTCOME_MS) settle('attempted')
    }

    function onEvent(event: Event): void {
      const path = event.composedPath()
      const { type } = event
      // Listen inside of open shadow roots, too: some events are not dispatched outside of them.
      for (const node of path as ShadowRoot[])
        if (node.nodeType === 11) {
          observe(node)
          rememberPasswords(node)
        }
      const field = path[0] as HTMLInputElement
      if (field.type === 'password') known.add(field)
      candidate = undefined
      const form = isForm(field.form)
        ? field.form
        : (path.find((node) => isForm(node) || formless.has(node)) as Element | undefined)
      const { submitter } = event as SubmitEvent
      if (!form || !isWanted(form) || (submitter && native(submitter, 'closest', OFF))) return
      const properties = recordView(form)
      if (type === 'submit') hold(form, event)
      else if (type === 'input' && properties.form_id) {
        const isFirst = !properties.last_field
        properties.last_field = field.name || field.id || field.type || field.localName
        if (isFirst) track('Form Started', properties)
      } else if (type === 'formdata' && !(form === sent && release)) {
        candidate = form
        setTimeout(() => {
          candidate = undefined
        }, NAVIGATION_MS)
        // It targets another window or frame, so this page does not navigate.
        if (/^(_b|[^_])/.test(bareForm(form as HTMLFormElement).target)) confirm()
      }
      // React resets the forms of its actions in any case; their action is a script.
      else if (type === 'reset' && form === sent && !/^j/.test(bareForm(form as HTMLFormElement).action))
        conclude(true)
    }

    host.onForm((place, outcome) => {
      scan()
      if (!outcome) return
      const form = formOf(place) ?? (place as Element)
      // The outcome of a form that was just submitted applies to that submission.
      if (form !== sent || !isForm(form) || performance.now() - sentAt > OUTCOME_MS) hold(form)
      settle(outcome)
    })
    host.onHide((left) => {
      if (left) endPageView()
    })
    host.onPageView(endPageView)
    scan()
    every(SCAN_MS, signal, scan)
  }
}
