import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Arabic. */
export const ar: AnswerWords = {
  required: 'يرجى ملء هذا الحقل',
  choose: 'يرجى الاختيار',
  tick: 'يرجى تحديد هذا المربع',
  format: 'يرجى الكتابة بهذا الشكل: {example}',
  least: '{n} على الأقل',
  most: '{n} على الأكثر',
  earliest: '{n} أو بعد ذلك',
  characters: '{n} حرفًا',
  check: 'يرجى مراجعة هذه الإجابات',
  thanks: 'شكرًا لك!',
}
