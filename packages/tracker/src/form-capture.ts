import { createFieldKind } from './forms/field-kind.ts'
import { bareForm, isOptedOut } from './forms/form-element.ts'
import { createFormLife } from './forms/form-life.ts'
import { createPasswordMemory } from './forms/password-memory.ts'
import { createFieldReader } from './forms/read-fields.ts'
import { createSubmissions } from './forms/submissions.ts'
import { listen } from './listen.ts'
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
    const { signal } = host
    const isWanted = (form: HTMLFormElement) =>
      (mode === 'auto' || 'leadlight' in bareForm(form).dataset) && !isOptedOut(form)
    const passwords = createPasswordMemory(signal)
    const read = createFieldReader(createFieldKind(allow, passwords.fields), passwords.fields)
    const life = createFormLife(host, isWanted)
    const { onSubmit, onRead, onReset } = createSubmissions(host, read, life.sent)
    const roots = new WeakSet<Node>()

    /** These events do not leave a shadow root, so that each is listened to; the window first of all in the document. */
    function observe(root: Document | ShadowRoot, target: EventTarget = root): void {
      if (roots.has(root)) return
      roots.add(root)
      passwords.observe(root)
      life.observe(root)
      listen(target, 'submit formdata reset', signal, (event) => {
        const form = event.target
        if (!(form instanceof HTMLFormElement) || !isWanted(form)) return
        if (event.type === 'submit') onSubmit(form, event)
        else if (event.type === 'reset') onReset(form)
        else onRead(form)
      })
    }

    observe(document, window)
    listen(window, 'focusin input', signal, (event) => {
      const path = event.composedPath()
      for (const node of path) if (node instanceof ShadowRoot) observe(node)
      const field = path[0] as HTMLInputElement
      if (field.type === 'password') passwords.fields.add(field)
      if (event.type === 'input' && field.form && isWanted(field.form))
        life.touched(field.form, field.name || field.id)
    })
  }
}
