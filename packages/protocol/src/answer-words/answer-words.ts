/**
 * Texts about answers in one language, for the forms in the browser and for the collector's own pages. Placeholders are in braces.
 */
export interface AnswerWords {
  required: string
  /** No option is chosen; also the empty option of a select. */
  choose: string
  /** A check box that must be ticked. */
  tick: string
  /** `{example}`: a valid answer. */
  format: string
  /** `{n}`: a number, or `characters`. */
  least: string
  /** `{n}`: a number, `characters` or a date. */
  most: string
  /** `{n}`: a date. */
  earliest: string
  /** `{n}`: a number. */
  characters: string
  /** Heading of the list of faulty answers. */
  check: string
  thanks: string
}
