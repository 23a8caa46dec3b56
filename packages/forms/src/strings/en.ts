import { en as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in English. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'optional',
  step: 'Step {step} of {steps}',
  back: 'Back',
  next: 'Next',
  send: 'Send',
  kept: 'You are offline. Your answers are kept and will be sent later.',
  failed: 'This could not be sent. Please try again, or contact us in another way.',
  close: 'Close',
}
