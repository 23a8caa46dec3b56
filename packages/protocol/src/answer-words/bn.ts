import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Bengali. */
export const bn: AnswerWords = {
  required: 'অনুগ্রহ করে এটি পূরণ করুন',
  choose: 'অনুগ্রহ করে বেছে নিন',
  tick: 'অনুগ্রহ করে এই ঘরে টিক দিন',
  format: 'অনুগ্রহ করে এভাবে লিখুন: {example}',
  least: 'অন্তত {n}',
  most: '{n} পর্যন্ত',
  earliest: '{n} বা তার পরে',
  characters: '{n} অক্ষর',
  check: 'অনুগ্রহ করে এই উত্তরগুলি দেখুন',
  thanks: 'ধন্যবাদ!',
}
