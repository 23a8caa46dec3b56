import { defineFormElement, type FormElement } from './define-form-element.ts'

/** Props of the component: either `definition` or `form`. `tracker` is `window.leadlight` by default. */
export interface LeadFormProps extends Pick<FormElement, 'definition' | 'tracker' | 'strings'> {
  /** Id of a form at the collector. */
  form?: string | undefined
  /**
   * Address of the collector, and write key: needed for `form`, and when nothing may be tracked, because the answers are then
   * posted there. Those of the tracker's script tag by default.
   */
  collector?: string | undefined
  writeKey?: string | undefined
  class?: string | undefined
  className?: string | undefined
  lang?: string | undefined
  /** Called with the properties of `Form Submitted` when the answers were accepted. */
  onSubmitted?: ((submission: Readonly<Record<string, unknown>>) => void) | undefined
}

/** The part of React that the component uses; Preact has the same. */
export interface HooksLibrary<Drawn> {
  createElement(type: string, props: object): Drawn
  useEffect(effect: () => undefined | (() => void), dependencies?: readonly unknown[]): void
  useRef<Value>(value: Value): { current: Value }
}

/**
 * Creates the component, which defines and renders `<leadlight-form>`; a server renders it empty. It is redrawn when the
 * content of its definition changes, not when only the object's identity does.
 */
export function createLeadForm<Drawn>({ createElement, useEffect, useRef }: HooksLibrary<Drawn>) {
  return function LeadForm(props: LeadFormProps): Drawn {
    const {
      definition,
      tracker,
      strings,
      form,
      collector,
      writeKey,
      className,
      class: names = className,
      lang,
      onSubmitted,
    } = props
    const element = useRef<FormElement | null>(null)
    const submitted = useRef(onSubmitted)
    const content = JSON.stringify([definition, strings])
    useEffect(() => {
      submitted.current = onSubmitted
      return undefined
    })
    // Set here, because attributes cannot hold objects, and hydration of a server-rendered page sets no properties. `content`
    // represents both objects.
    useEffect(() => {
      const { current } = element
      if (current) Object.assign(current, { tracker, strings }, definition && { definition })
      defineFormElement()
      return undefined
    }, [content, tracker, form])
    useEffect(() => {
      const tell = (event: Event) => submitted.current?.((event as CustomEvent).detail)
      const { current } = element
      current?.addEventListener('Form Submitted', tell)
      return () => current?.removeEventListener('Form Submitted', tell)
    }, [form])
    // The element draws the form of its attribute once: another form is another element.
    const attributes = { form, class: names, lang, collector, 'write-key': writeKey }
    return createElement('leadlight-form', { key: form, ref: element, ...attributes })
  }
}
