/** The words of the collector's pages, in one language; what is in braces is filled in. */
export interface PageWords {
  /** What is wrong with an answer, as forms in the browser say it. */
  required: string
  choose: string
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
  thanks: string
  /** `{n}`: number of the receipt. */
  received: string
  /** Back to the form, where all still stands. */
  goBack: string
  /** Heading of what was refused, and why. */
  notTaken: string
  tooLong: string
  busy: string
  /** Before a sentence in English, for whoever has put the form there. */
  ownersFault: string
  /** Heading of what fails for a while. */
  notNow: string
  tryLater: string
  brokenLink: string
  brokenLinkWhy: string
  expired: string
  expiredWhy: string
  /** Above an address, and on the button below it. */
  isItYours: string
  confirm: string
  /** `{email}`: an address. */
  confirmed: string
}
