import { defineFormElement, type FormElement } from './define-form-element.ts'

/** What a form is given; one of `definition` and `form`. `tracker` is `window.leadlight` unless given. */
export interface LeadFormProps extends Pick<FormElement, 'definition' | 'tracker' | 'strings'> {
  /** Id of a form that the collector has. */
  form?: string | undefined
  class?: string | undefined
  className?: string | undefined
  lang?: string | undefined
  /** Called with `form_id`, `fields` and the like when the answers were taken. */
  onSubmitted?: ((submission: Readonly<Record<string, unknown>>) => void) | undefined
}

/** What is needed of React, or of Preact, which has the same. */
export interface HooksLibrary<Drawn> {
  createElement(type: string, props: object): Drawn
  useEffect(effect: () => undefined | (() => void), dependencies?: readonly unknown[]): void
  useRef<Value>(value: Value): { current: Value }
}

/**
 * Makes the component that is a `<leadlight-form>`, which it defines in the browser; a server renders it empty. It is
 * drawn anew when its definition says something else, not when that is merely another object.
 */
export function createLeadForm<Drawn>({ createElement, useEffect, useRef }: HooksLibrary<Drawn>) {
  return function LeadForm(props: LeadFormProps): Drawn {
    const {
      definition,
      tracker,
      strings,
      form,
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
    // Not by attributes, which take no objects, nor by properties: a page that a server rendered sets none as it is hydrated. The
    // content stands for both objects.
    useEffect(() => {
      const { current } = element
      if (current) Object.assign(current, { tracker, strings }, definition && { definition })
      defineFormElement()
      return undefined
    }, [content, tracker])
    useEffect(() => {
      const tell = (event: Event) => submitted.current?.((event as CustomEvent).detail)
      const { current } = element
      current?.addEventListener('Form Submitted', tell)
      return () => current?.removeEventListener('Form Submitted', tell)
    }, [])
    return createElement('leadlight-form', { ref: element, form, class: names, lang })
  }
}
