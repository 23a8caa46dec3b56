import { every } from './every.ts'
import { bareForm, describeForm, formOf, isForm, MARKED, native, OFF } from './forms/form-element.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { FormOutcome, Plugin, Release } from './plugin.ts'

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

/** How long after a submission its own request begins, at most, in milliseconds: what comes later, is about something else. */
const REQUEST_MS = 3_000

/** How long after an answer that went well the page may show its refusal, or another request fail, in milliseconds. */
const RENDER_MS = 1_000

/** How a page marks a form as refused, after an answer that went well; the classes are those of Contact Form 7. */
const REFUSED = ':is(.invalid,.failed,.spam,:has([aria-invalid=true]))'

/** A request that went well or failed; answers to events, ours or those of another tracker, say nothing about a form. */
const answer = /^(fe|xm)\w+ ([245]).. (?!.*\/v1\/b)/

/** What events tell about a form. */
type Facts = Record<string, string | undefined>

/**
 * Captures what visitors submit, and which forms they saw, started and left: values of lead fields only, never a password,
 * a card or the like. Reads a form when it is submitted, not while it is filled, and changes nothing on the page.
 *
 * Closed shadow roots, frames of the same origin and fields without a `<form>` are out of its sight until the site tells of them
 * with `tracker.form`.
 */
export function formCapture(options: FormCaptureOptions = {}): Plugin {
  const { mode = 'auto', allow = [] } = options
  return (host) => {
    if (mode === 'off') return
    const { signal, track } = host
    /** Hosts of requests that may be the form's own end like this. */
    const site = location.hostname.split('.').slice(-2).join('.')
    /** What was met so far: fields that were a password, forms that took up space, roots that are listened to. */
    const met = new WeakSet<Node>()
    const read = createFieldReader(allow, met as WeakSet<Element>)
    /** Elements that hold fields without a form. */
    const formless = new WeakSet<EventTarget>()
    /** What is told of the forms of this page view; nothing any more of one that was sent. */
    const seen = new Map<Element, Facts>()
    /** The form of the latest submission. */
    let sent: Element | undefined
    let sentBy: Event | undefined
    let sentAt = 0
    let sentText = ''
    /** As long as its outcome is open. */
    let release: Release | undefined
    /** Since then, requests went well or failed. */
    let isAnswered = false
    let isFailed = false
    /** A form that was read without a `submit`: by `form.submit()`, or by a page that keeps drafts. */
    let suspect: Element | undefined

    const isWanted = (form: Element) =>
      (mode === 'auto' || native(form, 'closest', MARKED)) && !native(form, 'closest', OFF)

    function see(form: Element): Facts {
      let facts = seen.get(form)
      if (!facts) {
        // Left after a change of page view, it still belongs to the one it was seen on.
        facts = { ...describeForm(form), page_view_id: host.pageView()?.id }
        seen.set(form, facts)
        track('Form Viewed', facts)
      }
      return facts
    }

    /** Lets the latest submission go; without an outcome, with the one that it seems to have had. */
    function settle(outcome?: FormOutcome | false): void {
      outcome ||= isFailed && !isAnswered && sentBy?.defaultPrevented ? 'attempted' : 'submitted'
      // The same may be sent again at once.
      if (outcome === 'attempted') sentText = ''
      release?.({ outcome })
      release = undefined
    }

    function hold(form: Element, event?: Event): void {
      const properties = { ...describeForm(form), outcome: 'submitted', ...read(form) }
      const text = JSON.stringify(properties)
      const now = performance.now()
      if (text === sentText && now - sentAt < REPEAT_MS) return
      // Whoever submits a form again was not successful before; whoever goes on to another was.
      settle(form === sent && 'attempted')
      seen.set(form, {})
      sent = form
      sentBy = event
      sentAt = now
      sentText = text
      isFailed = isAnswered = false
      release = host.hold('Form Submitted', properties, { form: true })
    }

    function confirm(): void {
      if (!suspect) return
      hold(suspect)
      settle('submitted')
    }

    function leave(): void {
      settle()
      for (const facts of seen.values()) if (facts.last_field) track('Form Abandoned', facts)
      seen.clear()
    }

    /** Listens to all forms of a page or a shadow root. */
    function observe(root: Node): void {
      if (met.has(root)) return
      met.add(root)
      const view = (root as Document).defaultView
      listen(view ?? root, 'submit formdata reset input focusin click', signal, notice)
      if (!view) return
      listen(view.navigation ?? view, 'navigate pagehide', signal, confirm)
      const requests = new view.PerformanceObserver(
        guard((list) => {
          for (const entry of list.getEntries() as PerformanceResourceTiming[]) {
            // WebKit keeps the status to itself: there, any answer is a good one.
            const { initiatorType, responseStatus = 200, name } = entry
            const [, , status] = answer.exec(`${initiatorType} ${responseStatus} ${name}`) ?? []
            const delay = entry.startTime + view.performance.timeOrigin - performance.timeOrigin - sentAt
            if (!status || delay < 0 || delay > REQUEST_MS) continue
            if (status < '3') isAnswered = true
            else if (new URL(entry.name).hostname.endsWith(site)) isFailed = true
            const current = release
            setTimeout(() => {
              // With one of each kind, what the page does with the form decides.
              if (release === current && isFailed !== isAnswered)
                settle(sent && native(sent, 'matches', REFUSED) && 'attempted')
            }, RENDER_MS)
          }
        }),
      )
      requests.observe({ type: 'resource' })
      signal.addEventListener('abort', () => requests.disconnect())
    }

    /** A field that is a password now, stays one. */
    function remember(root: ParentNode): void {
      for (const field of root.querySelectorAll('[type=password]')) met.add(field)
    }

    function glance(): void {
      const forms = new Set(seen.keys())
      for (const place of [document, ...host.places.map((reference) => reference.deref())]) {
        if (!place) continue
        // A frame may have gone on to another page.
        const { contentDocument, shadowRoot } = place as HTMLIFrameElement
        const root = (contentDocument ?? shadowRoot ?? place.getRootNode()) as Document
        observe(root)
        remember(root)
        for (const form of root.querySelectorAll('form')) forms.add(form)
        if (place.nodeType === 1 && root.contains(place) && !formOf(place)) {
          formless.add(place)
          forms.add(place as Element)
        }
      }
      for (const form of forms) {
        const { top, bottom, width } = native(form, 'getBoundingClientRect')
        if (width) met.add(form)
        if (width && bottom > 0 && top < innerHeight && !document.hidden && isWanted(form)) see(form)
      }
      if (
        sent &&
        // The page left it to the browser, or took the form away.
        ((sentBy?.isTrusted && !sentBy.defaultPrevented) ||
          !native(sent, 'isConnected') ||
          !native(sent, 'ownerDocument').defaultView ||
          (met.has(sent) && !native(sent, 'getBoundingClientRect').width))
      )
        settle()
      else if (performance.now() - sentAt > PATIENCE_MS) settle('attempted')
    }

    function notice(event: Event): void {
      const path = event.composedPath()
      const { type } = event
      // Some events do not leave a shadow root.
      for (const node of path as ShadowRoot[])
        if (node.nodeType === 11) {
          observe(node)
          remember(node)
        }
      const field = path[0] as HTMLInputElement
      if (field.type === 'password') met.add(field)
      suspect = undefined
      const form = isForm(field.form)
        ? field.form
        : (path.find((node) => isForm(node) || formless.has(node)) as Element | undefined)
      const { submitter } = event as SubmitEvent
      if (!form || !isWanted(form) || (submitter && native(submitter, 'closest', OFF))) return
      const facts = see(form)
      if (type === 'submit') hold(form, event)
      else if (type === 'input' && facts.form_id) {
        const isFirst = !facts.last_field
        facts.last_field = field.name || field.id || field.type
        if (isFirst) track('Form Started', facts)
      } else if (type === 'formdata' && !(form === sent && release)) {
        suspect = form
        setTimeout(() => {
          suspect = undefined
        }, NAVIGATION_MS)
        // Sent to another window or frame, which leaves this page where it is.
        if (/^(_b|[^_])/.test(bareForm(form as HTMLFormElement).target)) confirm()
      } else if (type === 'reset' && form === sent) settle()
    }

    host.onForm((place, outcome) => {
      glance()
      if (!outcome) return
      const form = formOf(place) ?? (place as Element)
      // What is told of a form that was just sent, is told of that submission.
      if (form !== sent || !isForm(form) || performance.now() - sentAt > PATIENCE_MS) hold(form)
      settle(outcome)
    })
    host.onHide((left) => {
      if (left) leave()
    })
    host.onPageView(leave)
    glance()
    every(GLANCE_MS, signal, glance)
  }
}
