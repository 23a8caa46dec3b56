import { ar as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Arabic. */
export const strings: FormStrings = {
  ...answerWords,
  optional: 'اختياري',
  step: 'الخطوة {step} من {steps}',
  back: 'السابق',
  next: 'التالي',
  send: 'إرسال',
  kept: 'أنت غير متصل بالإنترنت. حُفظت إجاباتك وستُرسل لاحقًا.',
  failed: 'تعذّر الإرسال. يرجى المحاولة مرة أخرى أو التواصل معنا بطريقة أخرى.',
  close: 'إغلاق',
}
