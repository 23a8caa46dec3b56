import type { FieldValue } from '@leadlight/protocol'
import { type AskedField, isCheck, isGroup } from '@leadlight/protocol/form-answers'
import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { Words } from '../strings/strings.ts'
import { Choices } from './Choices.tsx'
import { Control, type Ties } from './Control.tsx'

/** What drawing a field takes. */
export interface FieldProps {
  field: AskedField
  answer: FieldValue | undefined
  error: string | undefined
  words: Words
}

/** A question: its label, help, control and what is wrong with the answer. */
export function FieldView({ field, answer, error, words }: FieldProps): VNode {
  const { help, required, half } = field
  const id = controlName(field)
  const helpId = help && `${id}.help`
  const errorId = error && `${id}.error`
  const ties: Ties = {
    'aria-describedby': spaced(helpId, errorId),
    'aria-invalid': error !== undefined,
    'aria-required': required === true,
  }
  // A group is labelled by its legend, one control by its label, in which a checkbox stands.
  const group = isGroup(field)
  const check = isCheck(field)
  const Box = group ? 'fieldset' : 'div'
  const Label = group ? 'legend' : 'label'
  return (
    <Box
      part={spaced('field', half && 'half', error && 'invalid')}
      aria-describedby={group ? ties['aria-describedby'] : undefined}
    >
      <Label part={check ? 'choice' : 'label'} {...(group ? {} : { for: id })}>
        {check && <input {...ties} type="checkbox" id={id} name={id} checked={answer === true} />}
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
      {!group && !check && <Control field={field} answer={answer} words={words} ties={ties} />}
      {error && (
        <p part="error" id={errorId}>
          {error}
        </p>
      )}
    </Box>
  )
}

/** A list of words, as attributes hold it; undefined without any. */
function spaced(...words: (string | boolean | undefined)[]): string | undefined {
  return words.filter(Boolean).join(' ') || undefined
}
