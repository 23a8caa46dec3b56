import { withoutAddresses } from './clean-url.ts'
import { every } from './every.ts'
import { createSubmissions } from './forms/create-submissions.ts'
import {
  bareForm,
  describeForm,
  formOf,
  isForm,
  isInView,
  MARKED,
  native,
  OFF,
  rootOf,
} from './forms/form-element.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { listen } from './listen.ts'
import type { Plugin } from './plugin.ts'

/** Options of `formCapture`. */
export interface FormCaptureOptions {
  /** Which forms: `auto`, all (default); `marked`, those with `data-leadlight`; `off`, none. */
  mode?: 'auto' | 'marked' | 'off' | undefined
  /** Names of additional fields whose values are captured. */
  allow?: readonly string[] | undefined
}

/** Interval at which the page is scanned for forms, in milliseconds. */
const SCAN_MS = 500

/** Longest time between the `formdata` event of `form.submit()` and its navigation, in milliseconds. */
const NAVIGATION_MS = 1_000

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
    /** Elements that hold fields without a `<form>`. */
    const formless = new WeakSet<EventTarget>()
    /**
     * The properties of forms viewed since the last page view, by form id, because an app may render a form anew with each keystroke;
     * empty ones after a submission.
     */
    const viewed = new Map<unknown, FormProperties>()
    /** A form with a `formdata` event but no `submit`: by `form.submit()`, or by a page that saves drafts. */
    let candidate: Element | undefined
    /** The button of the latest `submit`, or what it is in, if the site excludes it: the `formdata` that follows is excluded, too. */
    let excluded: Element | null | undefined

    const read = createFieldReader(allow, known as WeakSet<Element>)
    const submissions = createSubmissions(
      host,
      (form) => ({ ...describeForm(form), outcome: 'submitted', ...read(form) }),
      ({ form_id }) => viewed.set(form_id, {}),
    )

    // Which forms there are.

    const isWanted = (form: Element) =>
      (mode === 'auto' || native(form, 'closest', MARKED)) && !native(form, 'closest', OFF)

    /** Remembers the password fields of a document or shadow root, and adds listeners for all of its forms, once. */
    function observe(root: Document | ShadowRoot): void {
      // A page may change their type to show what was typed.
      for (const field of root.querySelectorAll('[type=password]')) known.add(field)
      if (known.has(root)) return
      known.add(root)
      const view = (root as Document).defaultView
      listen(view ?? root, 'submit formdata reset input focusin click', signal, onEvent)
      if (!view) return
      listen(view.navigation ?? view, 'navigate pagehide', signal, confirm)
      submissions.watchAnswers(view)
    }

    /** Finds the forms of the page, and of where the site says; listens to all of them. */
    function findForms(): Set<Element> {
      const forms = new Set<Element>()
      for (const place of [document, ...host.places.map((reference) => reference.deref())]) {
        if (!place) continue
        const root = rootOf(place)
        observe(root)
        for (const form of root.querySelectorAll('form')) forms.add(form)
        if (place.nodeType === 1 && root.contains(place) && !formOf(place)) {
          formless.add(place)
          forms.add(place as Element)
        }
      }
      return forms
    }

    // How far the visitor has come with them: viewed, started, then submitted or abandoned.

    /** Tracks `Form Viewed` once per page view; returns the properties of the form's events. */
    function recordView(form: Element): FormProperties {
      // Its later events belong to this page view, too.
      const properties: FormProperties = { ...describeForm(form), page_view_id: host.pageView()?.id }
      const known = viewed.get(properties.form_id)
      if (known) return known
      viewed.set(properties.form_id, properties)
      track('Form Viewed', properties)
      return properties
    }

    /** Tracks `Form Started` at the first input, and remembers the latest field. */
    function recordInput(properties: FormProperties, field: HTMLInputElement): void {
      if (!properties.form_id) return
      const isFirst = !properties.last_field
      properties.last_field = withoutAddresses(field.name || field.id || field.type || field.localName)
      if (isFirst) track('Form Started', properties)
    }

    function endPageView(): void {
      submissions.settle()
      for (const properties of viewed.values()) if (properties.last_field) track('Form Abandoned', properties)
      viewed.clear()
    }

    // What was submitted.

    /** Takes the candidate for submitted, because the page navigates. */
    function confirm(): void {
      if (!candidate) return
      submissions.hold(candidate)
      submissions.settle('submitted')
    }

    function onEvent(event: Event): void {
      const path = event.composedPath()
      const { type } = event
      // Listen inside of open shadow roots, too: some events are not dispatched outside of them.
      for (const node of path as ShadowRoot[]) if (node.nodeType === 11) observe(node)
      const field = path[0] as HTMLInputElement
      if (field.type === 'password') known.add(field)
      candidate = undefined
      const form = isForm(field.form)
        ? field.form
        : (path.find((node) => isForm(node) || formless.has(node)) as Element | undefined)
      const { submitter } = event as SubmitEvent
      if (type !== 'formdata') excluded = submitter && native(submitter, 'closest', OFF)
      if (!form || !isWanted(form) || excluded) return
      const properties = recordView(form)
      if (type === 'submit') submissions.hold(form, event)
      else if (type === 'input') recordInput(properties, field)
      else if (type === 'formdata' && !submissions.isPending(form)) {
        candidate = form
        setTimeout(() => {
          candidate = undefined
        }, NAVIGATION_MS)
        // It targets another window or frame, so this page does not navigate.
        if (/^(_b|[^_])/.test(bareForm(form as HTMLFormElement).target)) confirm()
      }
      // React resets the forms of its actions in any case; their action is a script.
      else if (type === 'reset' && !/^j/.test(bareForm(form as HTMLFormElement).action))
        submissions.reset(form)
    }

    /** Tracks the forms in view, and looks for what became of the latest submission. */
    function look(): void {
      const forms = findForms()
      for (const form of forms) if (isInView(form) && isWanted(form)) recordView(form)
      submissions.check(forms)
    }

    host.onForm((place, outcome) => {
      look()
      if (outcome) submissions.report(formOf(place) ?? (place as Element), outcome)
    })
    host.onHide((left) => {
      if (left) endPageView()
    })
    host.onPageView(endPageView)
    // Only that: asking where forms are would force a layout before the first paint.
    findForms()
    every(SCAN_MS, signal, look)
  }
}
