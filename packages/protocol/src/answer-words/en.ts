import type { AnswerWords } from './answer-words.ts'

/** The words about answers in English. */
export const en: AnswerWords = {
  required: 'Please fill this in',
  choose: 'Please choose',
  tick: 'Please tick this box',
  format: 'Please write it like this: {example}',
  least: 'At least {n}',
  most: 'Up to {n}',
  earliest: '{n} or later',
  characters: '{n} characters',
  check: 'Please check your answers',
  thanks: 'Thank you!',
}
