/** The words of the form itself, in one language; what is in braces is filled in. */
export interface FormStrings {
  required: string
  /** Of a choice that was not made, and of a select that is still empty. */
  choose: string
  /** Of a checkbox that must be ticked. */
  tick: string
  /** `{example}`: a well-formed answer. */
  format: string
  /** `{n}`: a number, or `characters`. */
  least: string
  /** `{n}`: a number, `characters` or a date. */
  most: string
  /** `{n}`: a date. */
  earliest: string
  /** `{n}`: a number. */
  characters: string
  /** Heading of the list of wrong answers. */
  check: string
  optional: string
  /** `{step}` and `{steps}`: numbers. */
  step: string
  back: string
  next: string
  send: string
  thanks: string
  /** Besides the thanks, when the visitor is offline. */
  kept: string
  failed: string
  /** Name of the button that closes a pop-up. */
  close: string
}

/** Words with their language; `locale` is a BCP 47 tag, for numbers and dates. */
export interface Words extends FormStrings {
  locale: string
}

/** Puts values in the place of `{name}`. */
export function fillIn(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
