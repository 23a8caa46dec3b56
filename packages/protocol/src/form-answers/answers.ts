import type { FieldValue } from '../tracked-events.ts'

/**
 * The answers so far, by field name; a question without an answer has no key. Ticked boxes are `true`. NaN stands
 * for something typed that cannot be read as a number or a date.
 */
export type Answers = Readonly<Record<string, FieldValue>>
