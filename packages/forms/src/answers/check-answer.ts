import type { FieldValue } from '@leadlight/protocol'
import { type AnswerFault, type AskedField, faultOf } from '@leadlight/protocol/form-answers'
import { fillIn, type Words } from '../strings/strings.ts'

/** Formats that a field may select by `pattern`; undefined when they could not be loaded. */
export type NamedFormats = Parameters<typeof faultOf>[2]

/** What is wrong with an answer, in the form's language; undefined when it is valid. */
export function checkAnswer(
  field: AskedField,
  answer: FieldValue | undefined,
  words: Words,
  named?: NamedFormats,
): string | undefined {
  const fault = faultOf(field, answer, named)
  return fault && fillIn(words[fault.problem], { example: `${fault.n}`, n: writeBound(fault, words) })
}

function writeBound({ n = '', unit }: AnswerFault, { locale, characters }: Words): string {
  if (unit === 'day') return new Date(`${n}T00:00`).toLocaleDateString(locale)
  const number = n.toLocaleString(locale)
  return unit ? fillIn(characters, { n: number }) : number
}
