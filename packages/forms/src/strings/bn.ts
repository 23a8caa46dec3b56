import { bn as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Bengali. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'ঐচ্ছিক',
  step: '{steps}টির মধ্যে ধাপ {step}',
  back: 'পিছনে',
  next: 'পরবর্তী',
  send: 'পাঠান',
  kept: 'আপনি অফলাইনে আছেন। আপনার উত্তর রাখা আছে, অনলাইনে এলেই পাঠানো হবে।',
  failed: 'পাঠানো যায়নি। অনুগ্রহ করে আবার চেষ্টা করুন বা অন্যভাবে যোগাযোগ করুন।',
  close: 'বন্ধ করুন',
}
