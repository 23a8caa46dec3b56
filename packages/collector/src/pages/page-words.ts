import type { AnswerWords } from '@leadlight/protocol/answer-words'

/** The words of the collector's own pages in one language; placeholders are in braces. */
export interface PageWords extends AnswerWords {
  /** `{n}`: number of the receipt. */
  received: string
  /** Tells to go back to the form, which still has the answers. */
  goBack: string
  /** Heading of a rejected submission. */
  notTaken: string
  tooLong: string
  busy: string
  /** Introduces a sentence in English for the site owner. */
  ownersFault: string
  /** Heading of a temporary failure. */
  notNow: string
  tryLater: string
  brokenLink: string
  brokenLinkWhy: string
  expired: string
  expiredWhy: string
  /** Heading above an e-mail address, and the label of the button below. */
  isItYours: string
  confirm: string
  /** `{email}`: the address. */
  confirmed: string
}
