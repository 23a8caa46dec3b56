import type { FieldValue } from '@leadlight/protocol'
import type { SingleField } from '@leadlight/protocol/form-answers'
import { autocompleteOf } from '@leadlight/protocol/form-answers'
import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { Words } from '../strings/strings.ts'
import { labelled } from './Choices.tsx'

/** Attributes that connect a control with its help and error for screen readers. */
export interface AriaAttributes {
  'aria-describedby': string | undefined
  'aria-invalid': boolean
  'aria-required': boolean
}

/** Props of `Control`. */
export interface ControlProps {
  field: SingleField
  answer: FieldValue | undefined
  words: Words
  aria: AriaAttributes
}

/**
 * The control of a field with a single answer. Text inputs only get a default value, because writing the value back while the
 * visitor types would move the caret and swallow a decimal point.
 */
export function Control({ field, answer, words, aria }: ControlProps): VNode {
  const id = controlName(field)
  const text = String(answer ?? '')
  const common = {
    ...aria,
    id,
    name: id,
    part: 'input',
    autoComplete: autocompleteOf(field),
    placeholder: (field as { placeholder?: string }).placeholder,
  }
  if (field.type === 'select')
    return (
      <select {...common}>
        <option value="">{words.choose}</option>
        {field.options.map(labelled).map(({ value, label }) => (
          <option key={value} value={value} selected={value === text}>
            {label}
          </option>
        ))}
      </select>
    )
  if (field.type === 'textarea') return <textarea {...common} rows={4} defaultValue={text} />
  type Bound = string | number | undefined
  const { type, min, max } = field as { type: string; min?: Bound; max?: Bound }
  // Without a maximum, browsers accept years of six digits.
  const last = type === 'date' ? '9999-12-31' : undefined
  // The cast is needed because the typings are a union by `type`.
  return <input {...common} min={min} max={max ?? last} type={type as 'date'} defaultValue={text} />
}
