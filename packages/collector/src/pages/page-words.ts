import type { AnswerWords } from '@leadlight/protocol/answer-words'

/** The words of the collector's own pages in one language; placeholders are in braces. */
export interface PageWords extends AnswerWords {
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
