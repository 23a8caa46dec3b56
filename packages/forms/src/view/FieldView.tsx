import type { FieldValue } from '@leadlight/protocol'
import { type AskedField, isCheck, isGroup } from '@leadlight/protocol/form-answers'
import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { Words } from '../strings/strings.ts'
import { Choices } from './Choices.tsx'
import { type AriaAttributes, Control } from './Control.tsx'

/** Props of `FieldView`. */
export interface FieldProps {
  field: AskedField
  answer: FieldValue | undefined
  error: string | undefined
  words: Words
}

/** A field: its label, help, control and error. */
export function FieldView({ field, answer, error, words }: FieldProps): VNode {
  const { help, required, half } = field
  const id = controlName(field)
  const helpId = help && `${id}.help`
  const errorId = error && `${id}.error`
  const aria: AriaAttributes = {
    'aria-describedby': spaced(helpId, errorId),
    'aria-invalid': error !== undefined,
    'aria-required': required === true,
  }
  // A group is labelled by a legend, a single control by a label, which contains the control of a check box.
  const group = isGroup(field)
  const check = isCheck(field)
  const Box = group ? 'fieldset' : 'div'
  const Label = group ? 'legend' : 'label'
  return (
    <Box
      part={spaced('field', half && 'half', error && 'invalid')}
      aria-describedby={group ? aria['aria-describedby'] : undefined}
    >
      <Label part={check ? 'choice' : 'label'} {...(group ? {} : { for: id })}>
        {check && <input {...aria} type="checkbox" id={id} name={id} checked={answer === true} />}
        <span>
          {field.label}
          {!required && <small part="optional"> ({words.optional})</small>}
        </span>
      </Label>
      {help && (
        <p part="help" id={helpId}>
          {help}
        </p>
      )}
      {group && <Choices field={field} answer={answer} />}
      {!group && !check && <Control field={field} answer={answer} words={words} aria={aria} />}
      {error && (
        <p part="error" id={errorId}>
          {error}
        </p>
      )}
    </Box>
  )
}

/** A space-separated list of the words that are not falsy; undefined when there are none. */
function spaced(...words: (string | boolean | undefined)[]): string | undefined {
  return words.filter(Boolean).join(' ') || undefined
}
