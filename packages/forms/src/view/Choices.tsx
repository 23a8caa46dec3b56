import type { FieldValue, FormOption } from '@leadlight/protocol'
import type { GroupField } from '@leadlight/protocol/form-answers'
import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'

/** The options of a group, each with its own label; for a rating, its numbers. */
export function Choices({ field, answer }: { field: GroupField; answer: FieldValue | undefined }): VNode {
  const id = controlName(field)
  const chosen = [answer].flat().map(String)
  const rating = field.type === 'rating'
  const options = rating ? numbers(field.min, field.max) : field.options
  return (
    <div part={rating ? 'choices rating' : 'choices'}>
      {options.map(labelled).map(({ value, label }) => (
        <label part="choice" key={value}>
          <input
            type={field.type === 'multi-select' ? 'checkbox' : 'radio'}
            name={id}
            value={value}
            checked={chosen.includes(value)}
          />
          {label}
        </label>
      ))}
    </div>
  )
}

/** An option as value and label; a plain string is both. */
export function labelled(option: FormOption): Exclude<FormOption, string> {
  return typeof option === 'string' ? { value: option, label: option } : option
}

function numbers(from = 1, to = 5): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => `${from + index}`)
}
