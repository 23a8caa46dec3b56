import type { FieldValue, FormField, FormFieldType } from '@leadlight/protocol'
import { MAX_ANSWER_LENGTH } from '@leadlight/protocol/limits'

import { fillIn, type Words } from '../strings/strings.ts'

/** Answers that must look like an example; lenient, since a real address that is refused is a lead lost. */
const formats: Readonly<Record<string, { pattern: RegExp; example: string }>> = {
  email: { pattern: /^\S+@\S+\.\S\S+$/, example: 'name@example.com' },
  tel: { pattern: /(\p{N}.*){5}/u, example: '+1 555 010 0199' },
  url: { pattern: /^\S+\.\S\S+$/, example: 'https://example.com' },
}

/** What is wrong with an answer, in the visitor's words; undefined when nothing is. */
export function checkAnswer(
  field: FormField,
  answer: FieldValue | undefined,
  words: Words,
): string | undefined {
  if (field.type === 'hidden') return undefined
  if (answer === undefined || answer === false) {
    if (!field.required) return undefined
    if (answer === false) return words.tick
    return field.type === 'rating' || 'options' in field ? words.choose : words.required
  }
  // Only numbers and days can be unreadable; then the browser has kept the text to itself.
  if (Number.isNaN(answer))
    return fillIn(words.format, { example: field.type === 'date' ? '2026-11-21' : '1000' })
  const format = formats[field.type]
  // Length comes first, so that no pattern meets an endless text.
  return (
    checkSize(field, answer, words) ??
    (format?.pattern.test(String(answer)) === false
      ? fillIn(words.format, { example: format.example })
      : undefined)
  )
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
