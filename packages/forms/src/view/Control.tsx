import type { FieldValue } from '@leadlight/protocol'
import type { SingleField } from '@leadlight/protocol/form-answers'
import { autocompleteOf } from '@leadlight/protocol/form-answers'
import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { Words } from '../strings/strings.ts'
import { labelled } from './Choices.tsx'

/** What ties a control to its help and its error, for screen readers. */
export interface Ties {
  'aria-describedby': string | undefined
  'aria-invalid': boolean
  'aria-required': boolean
}

/** What drawing a control takes. */
export interface ControlProps {
  field: SingleField
  answer: FieldValue | undefined
  words: Words
  ties: Ties
}

/**
 * The control of a question with one answer. Text keeps what the visitor types: it gets its default value only, since a
 * value written back between two keys would move the caret and eat a decimal point.
 */
export function Control({ field, answer, words, ties }: ControlProps): VNode {
  const id = controlName(field)
  const text = String(answer ?? '')
  const common = {
    ...ties,
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
  // Or else browsers let years be typed with six digits.
  const last = type === 'date' ? '9999-12-31' : undefined
  // The typings know one type of input at a time.
  return <input {...common} min={min} max={max ?? last} type={type as 'date'} defaultValue={text} />
}
