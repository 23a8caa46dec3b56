import type { FormFieldType } from '../form-definition.ts'
import { MAX_ANSWER_LENGTH } from '../limits.ts'
import type { FieldValue } from '../tracked-events.ts'
import { type AskedField, isCheck } from './field-kinds.ts'

/** What is wrong with an answer. */
export interface AnswerFault {
  problem: 'required' | 'choose' | 'tick' | 'format' | 'least' | 'most' | 'earliest'
  /** The bound that it does not keep, or a well-formed answer. */
  n?: number | string
  /** What the bound is, when it is no number or count. */
  unit?: 'characters' | 'day' | false
}

/** What an answer must look like, with an example. */
export type AnswerFormat = readonly [pattern: RegExp, example: string]

/** Answers that must look like an example; lenient, since a real address that is refused is a lead lost. */
const formats: Readonly<Partial<Record<FormFieldType, AnswerFormat>>> = {
  email: [/^\S+@\S+\.\S\S+$/, 'name@example.com'],
  tel: [/(\p{N}.*){5}/u, '+1 555 010 0199'],
  url: [/^\S+\.\S\S+$/, 'https://example.com'],
  // Of these two, what cannot be read is NaN.
  number: [/\d/, '1000'],
  date: [/\d/, '2026-11-21'],
}

/**
 * Checks an answer against its field; undefined when nothing is wrong. Free of words, so that page and collector share it.
 *
 * @param named the formats that fields may name, in place of that of their type; see `namedPatterns`
 */
export function faultOf(
  field: AskedField,
  answer: FieldValue | undefined,
  named?: Readonly<Record<string, AnswerFormat>>,
): AnswerFault | undefined {
  if (answer === undefined) {
    const choice = field.type === 'rating' || 'options' in field
    const problem = isCheck(field) ? 'tick' : choice ? 'choose' : 'required'
    return field.required ? { problem } : undefined
  }
  // Size comes first, so that no pattern meets an endless text.
  const wrongSize = faultOfSize(field, answer)
  if (wrongSize) return wrongSize
  const { type, pattern = type } = field as Bounds & { pattern?: string }
  const format = named?.[pattern] ?? formats[type]
  return format?.[0].test(`${answer}`) === false ? { problem: 'format', n: format[1] } : undefined
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
function faultOfSize(bounds: Bounds, answer: FieldValue): AnswerFault | undefined {
  const { type, min, max, minLength, maxLength = MAX_ANSWER_LENGTH } = bounds
  const day = type === 'date'
  const text = typeof answer === 'string' && !day
  const size = text || Array.isArray(answer) ? answer.length : answer
  const least = text ? minLength : min
  const most = text ? maxLength : max
  const unit = day ? 'day' : text && 'characters'
  if (least !== undefined && size < least) return { problem: day ? 'earliest' : 'least', n: least, unit }
  if (most !== undefined && size > most) return { problem: 'most', n: most, unit }
  return undefined
}
