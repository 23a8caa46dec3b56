import type { FormStrings } from './strings.ts'

/** The form's own words in Arabic. */
export const strings: FormStrings = {
  required: 'يرجى ملء هذا الحقل',
  choose: 'يرجى الاختيار',
  tick: 'يرجى تحديد هذا المربع',
  format: 'يرجى الكتابة بهذا الشكل: {example}',
  least: '{n} على الأقل',
  most: '{n} على الأكثر',
  earliest: '{n} أو بعد ذلك',
  characters: '{n} حرفًا',
  check: 'يرجى مراجعة هذه الإجابات',
  optional: 'اختياري',
  step: 'الخطوة {step} من {steps}',
  back: 'السابق',
  next: 'التالي',
  send: 'إرسال',
  thanks: 'شكرًا لك!',
  kept: 'أنت غير متصل بالإنترنت. حُفظت إجاباتك وستُرسل لاحقًا.',
  failed: 'تعذّر الإرسال. يرجى المحاولة مرة أخرى أو التواصل معنا بطريقة أخرى.',
  close: 'إغلاق',
}
