import type { FieldValue } from '../tracked-events.ts'

/**
 * Answers by field name; a field without an answer has no key. A ticked box is `true`. NaN stands for input that cannot
 * be read as a number or a date.
 */
export type Answers = Readonly<Record<string, FieldValue>>
