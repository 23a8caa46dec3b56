import type { AnswerWords } from '@leadlight/protocol/answer-words'

/** All words of a form in one language; placeholders are in braces. */
export interface FormStrings extends AnswerWords {
  optional: string
  /** `{step}` and `{steps}`: numbers. */
  step: string
  back: string
  next: string
  send: string
  /** Follows the thanks when the visitor is offline. */
  kept: string
  failed: string
  /** Accessible name of the close button of a layer. */
  close: string
}

/** Words with their language; `locale` is a BCP 47 tag, for numbers and dates. */
export interface Words extends FormStrings {
  locale: string
}

/** Replaces each `{name}` by its value. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
