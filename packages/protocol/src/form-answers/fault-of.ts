import type { FormFieldType } from '../form-definition.ts'
import { MAX_ANSWER_LENGTH } from '../limits.ts'
import type { FieldValue } from '../tracked-events.ts'
import { type AskedField, isCheck } from './field-kinds.ts'

/** What is wrong with an answer. */
export interface AnswerFault {
  problem: 'required' | 'choose' | 'tick' | 'format' | 'least' | 'most' | 'earliest'
  /** The bound that the answer violates, or for `format` an example of a valid answer. */
  n?: number | string
  /** Unit of the bound, unless it is a plain number or a count of choices. */
  unit?: 'characters' | 'day' | false
}

/** A pattern that answers must match, with an example of a valid answer. */
export type AnswerFormat = readonly [pattern: RegExp, example: string]

/** The pattern of each field type; lenient, because refusing a valid address loses a lead. */
const formats: Readonly<Partial<Record<FormFieldType, AnswerFormat>>> = {
  email: [/^\S+@\S+\.\S\S+$/, 'name@example.com'],
  tel: [/(\p{N}.*){5}/u, '+1 555 010 0199'],
  url: [/^\S+\.\S\S+$/, 'https://example.com'],
  // Input that cannot be read as a number or a date is NaN, which has no digit.
  number: [/\d/, '1000'],
  date: [/\d/, '2026-11-21'],
}

/**
 * Checks an answer against its field; undefined when it is valid. It returns codes, not text, so that the page and the
 * collector can share it.
 *
 * @param named formats that a field may select by `pattern`; see `namedPatterns`
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
  // Size is checked first, so that patterns only run on bounded text.
  const wrongSize = faultOfSize(field, answer)
  if (wrongSize) return wrongSize
  const { type, pattern = type } = field as Bounds & { pattern?: string }
  const format = named?.[pattern] ?? formats[type]
  return format?.[0].test(`${answer}`) === false ? { problem: 'format', n: format[1] } : undefined
}

/** The bounds that a field may set on its answers. */
interface Bounds {
  type: FormFieldType
  min?: number | string | undefined
  max?: number | string | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
}

/** Checks text length, number of choices, numeric value, or date; ISO 8601 days compare as text. */
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
