import type { FormStrings } from './strings.ts'

/** The form's own words in English. */
export const strings: FormStrings = {
  required: 'Please fill this in',
  choose: 'Please choose',
  tick: 'Please tick this box',
  format: 'Please write it like this: {example}',
  least: 'At least {n}',
  most: 'Up to {n}',
  earliest: '{n} or later',
  characters: '{n} characters',
  check: 'Please check your answers',
  optional: 'optional',
  step: 'Step {step} of {steps}',
  back: 'Back',
  next: 'Next',
  send: 'Send',
  thanks: 'Thank you!',
  kept: 'You are offline. Your answers are kept and will be sent later.',
  failed: 'This could not be sent. Please try again, or contact us in another way.',
  close: 'Close',
}
