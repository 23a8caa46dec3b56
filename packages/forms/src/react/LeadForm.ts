import { createElement, useEffect, useRef } from 'react'
import { defineFormElement, type FormElement } from '../define-form-element.ts'

/** What a form is given; one of `definition` and `form`. `tracker` is `window.leadlight` unless given. */
export interface LeadFormProps extends Pick<FormElement, 'definition' | 'tracker' | 'strings'> {
  /** Id of a form that the collector has. */
  form?: string | undefined
  className?: string | undefined
  lang?: string | undefined
  /** Called with `form_id`, `fields` and the like when the answers were taken. */
  onSubmitted?: ((submission: Readonly<Record<string, unknown>>) => void) | undefined
}

/**
 * A form as a React component: a `<leadlight-form>`, which it defines in the browser; a server renders it empty. It is
 * drawn anew when its definition says something else, not when that is merely another object.
 */
export function LeadForm({
  definition,
  tracker,
  strings,
  form,
  className,
  lang,
  onSubmitted,
}: LeadFormProps) {
  const element = useRef<FormElement>(null)
  const submitted = useRef(onSubmitted)
  const content = JSON.stringify([definition, strings])
  useEffect(() => {
    submitted.current = onSubmitted
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content stands for both objects
  useEffect(() => {
    const { current } = element
    if (!current) return
    Object.assign(current, { tracker, strings }, definition && { definition })
    defineFormElement()
  }, [content, tracker])
  useEffect(() => {
    const tell = (event: Event) => submitted.current?.((event as CustomEvent).detail)
    const { current } = element
    current?.addEventListener('Form Submitted', tell)
    return () => current?.removeEventListener('Form Submitted', tell)
  }, [])
  return createElement('leadlight-form', { ref: element, form, class: className, lang })
}
