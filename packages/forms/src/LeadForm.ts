import { type ComponentChild, createElement } from 'preact'
import { defineFormElement, type FormElement } from './define-form-element.ts'

/** What the component takes; `tracker` is `window.leadlight` unless given. */
export interface LeadFormProps extends Pick<FormElement, 'tracker' | 'strings'> {
  definition: NonNullable<FormElement['definition']>
  class?: string | undefined
  lang?: string | undefined
}

/** A form as a Preact component: a `<leadlight-form>`, which it defines; one of another `id` starts afresh. */
export function LeadForm(props: LeadFormProps): ComponentChild {
  defineFormElement()
  return createElement('leadlight-form', { key: props.definition.id, ...props })
}
