import { en as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in English. */
export const en: PageWords = {
  ...answerWords,
  received: 'Received, no. {n}',
  goBack: 'Go back with your browser: what you wrote is still there. Then send it again.',
  notTaken: 'This could not be accepted',
  tooLong: 'Your answers are too long. Go back with your browser, shorten them, and send them again.',
  busy: 'There are too many requests right now. Please wait a minute, then send it again: when you go back, what you wrote is still there.',
  ownersFault: 'This form is not set up correctly. Please tell the owner of the website:',
  notNow: 'This does not work right now',
  tryLater: 'Please try again in a minute.',
  brokenLink: 'This link does not work',
  brokenLinkWhy: 'It may be incomplete: copy all of it. What it refers to may also have been deleted.',
  expired: 'This link has expired',
  expiredWhy: 'Send the form again to get a new one.',
  isItYours: 'Is this your address?',
  confirm: 'Confirm',
  confirmed: '{email} is confirmed.',
}
