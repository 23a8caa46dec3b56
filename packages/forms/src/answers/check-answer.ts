import type { FieldValue, FormFieldType } from '@leadlight/protocol'
import { MAX_ANSWER_LENGTH } from '@leadlight/protocol/limits'
import { fillIn, type Words } from '../strings/strings.ts'
import { type AskedField, isCheck } from './field-kinds.ts'

/** Answers that must look like an example; lenient, since a real address that is refused is a lead lost. */
const formats: Readonly<Partial<Record<FormFieldType, [pattern: RegExp, example: string]>>> = {
  email: [/^\S+@\S+\.\S\S+$/, 'name@example.com'],
  tel: [/(\p{N}.*){5}/u, '+1 555 010 0199'],
  url: [/^\S+\.\S\S+$/, 'https://example.com'],
  // Of these two, what the browser cannot read is NaN.
  number: [/\d/, '1000'],
  date: [/\d/, '2026-11-21'],
}

/** What is wrong with an answer, in the visitor's words; undefined when nothing is. */
export function checkAnswer(
  field: AskedField,
  answer: FieldValue | undefined,
  words: Words,
): string | undefined {
  if (answer === undefined) {
    if (!field.required) return undefined
    if (isCheck(field)) return words.tick
    return field.type === 'rating' || 'options' in field ? words.choose : words.required
  }
  const [pattern, example = ''] = formats[field.type] ?? []
  // Size comes first, so that no pattern meets an endless text.
  const wrongSize = checkSize(field, answer, words)
  return wrongSize ?? (pattern?.test(`${answer}`) === false ? fillIn(words.format, { example }) : undefined)
}

/** What a field may say about the size of its answers. */
interface Bounds {
  type: FormFieldType
  min?: number | string | undefined
  max?: number | string | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
}

/** Bounds on lengths of texts, counts of choices, numbers, and days, which compare as text. */
function checkSize(bounds: Bounds, answer: FieldValue, words: Words): string | undefined {
  const { type, min, max, minLength, maxLength = MAX_ANSWER_LENGTH } = bounds
  const day = type === 'date'
  const text = typeof answer === 'string' && !day
  const size = text || Array.isArray(answer) ? answer.length : answer
  const least = text ? minLength : min
  const most = text ? maxLength : max
  const say = (bound: number | string) => {
    if (day) return new Date(`${bound}T00:00`).toLocaleDateString(words.locale)
    const n = bound.toLocaleString(words.locale)
    return text ? fillIn(words.characters, { n }) : n
  }
  if (least !== undefined && size < least)
    return fillIn(day ? words.earliest : words.least, { n: say(least) })
  if (most !== undefined && size > most) return fillIn(words.most, { n: say(most) })
  return undefined
}
