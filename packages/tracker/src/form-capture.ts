import { createFieldKind } from './forms/field-kind.ts'
import { isOptedOut, native } from './forms/form-element.ts'
import { createFormLife } from './forms/form-life.ts'
import { createPasswordMemory } from './forms/password-memory.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { createSubmissions } from './forms/submissions.ts'
import type { Plugin } from './plugin.ts'

/** How much of the page's forms is captured. */
export interface FormCaptureOptions {
  /** `auto`: every form; `marked`: forms with `data-leadlight`; `off`: none. Default `auto`. */
  mode?: 'auto' | 'marked' | 'off'
  /** Names of further fields whose values may be captured. */
  allow?: string[]
}

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
    const isWanted = (form: HTMLFormElement) =>
      (mode === 'auto' || native(form, 'hasAttribute').call(form, 'data-leadlight')) && !isOptedOut(form)
    const passwords = createPasswordMemory(host.signal)
    const read = createFieldReader(createFieldKind(allow, passwords.fields), passwords.fields)
    const life = createFormLife(host, isWanted)
    const submissions = createSubmissions(host, read, life.sent)
    const roots = new WeakSet<EventTarget>()

    /** Submissions do not leave a shadow root; so each root is listened to, and the window for the document. */
    function observe(root: Document | ShadowRoot, target: EventTarget): void {
      if (roots.has(root)) return
      roots.add(root)
      passwords.observe(root)
      life.observe(root)
      listen(target, 'submit', (event) =>
        whenWanted(event.target, (form) => submissions.onSubmit(form, event)),
      )
      listen(target, 'formdata', (event) => whenWanted(event.target, submissions.onRead))
    }

    function whenWanted(form: unknown, use: (form: HTMLFormElement) => void): void {
      if (form instanceof HTMLFormElement && isWanted(form)) use(form)
    }

    /** First in line, where no listener of the page can stop the event; nothing thrown here reaches the page. */
    function listen(target: EventTarget, type: string, handle: (event: Event) => void): void {
      const listener = (event: Event) => {
        try {
          handle(event)
        } catch {
          // The page goes on as if nobody had listened.
        }
      }
      target.addEventListener(type, listener, { capture: true, passive: true, signal: host.signal })
    }

    observe(document, window)
    listen(window, 'focusin', (event) => {
      const path = event.composedPath()
      for (const node of path) if (node instanceof ShadowRoot) observe(node, node)
      const field = path[0]
      if (field instanceof HTMLInputElement && field.type === 'password') passwords.fields.add(field)
    })
    listen(window, 'input', (event) => {
      const field = event.composedPath()[0]
      if (field instanceof Element && 'form' in field)
        whenWanted(field.form, (form) => life.touched(form, field.getAttribute('name') || field.id))
    })
  }
}
