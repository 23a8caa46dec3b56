import { en as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in English. */
export const en: PageWords = {
  ...answerWords,
  received: 'Received, no. {n}',
  goBack: 'Go back with your browser: what you wrote is still there. Then send it again.',
  notTaken: 'This could not be taken',
  tooLong: 'Your answers are too long. Go back with your browser, shorten them, and send them again.',
  busy: 'Too much is going on just now. Please wait a minute, then send it again: what you wrote is still there when you go back.',
  ownersFault: 'This form is not set up as it should be. Please tell the owner of the website:',
  notNow: 'This does not work now',
  tryLater: 'Please try again in a minute.',
  brokenLink: 'This link does not work',
  brokenLinkWhy: 'It may have been cut off: copy all of it. What it was about may also have been deleted.',
  expired: 'This link has expired',
  expiredWhy: 'Send the form once more, and you get a new one.',
  isItYours: 'Is this your address?',
  confirm: 'Confirm',
  confirmed: '{email} is confirmed.',
}
