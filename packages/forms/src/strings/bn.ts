import type { FormStrings } from './strings.ts'

/** The form's own words in Bengali. */
export const strings: FormStrings = {
  required: 'অনুগ্রহ করে এটি পূরণ করুন',
  choose: 'অনুগ্রহ করে বেছে নিন',
  tick: 'অনুগ্রহ করে এই ঘরে টিক দিন',
  format: 'অনুগ্রহ করে এভাবে লিখুন: {example}',
  least: 'অন্তত {n}',
  most: '{n} পর্যন্ত',
  earliest: '{n} বা তার পরে',
  characters: '{n} অক্ষর',
  check: 'অনুগ্রহ করে এই উত্তরগুলি দেখুন',
  optional: 'ঐচ্ছিক',
  step: '{steps}টির মধ্যে ধাপ {step}',
  back: 'পিছনে',
  next: 'পরবর্তী',
  send: 'পাঠান',
  thanks: 'ধন্যবাদ!',
  kept: 'আপনি অফলাইনে আছেন। আপনার উত্তর রাখা আছে, অনলাইনে এলেই পাঠানো হবে।',
  failed: 'পাঠানো যায়নি। অনুগ্রহ করে আবার চেষ্টা করুন বা অন্যভাবে যোগাযোগ করুন।',
  close: 'বন্ধ করুন',
}
