import { ar as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Arabic. */
export const ar: PageWords = {
  ...answerWords,
  received: 'تم الاستلام، رقم {n}',
  goBack: 'ارجع إلى الصفحة السابقة في المتصفح: ما كتبته لا يزال هناك. ثم أرسله مرة أخرى.',
  notTaken: 'تعذّر قبول الإرسال',
  tooLong: 'إجاباتك طويلة جدًا. ارجع إلى الصفحة السابقة في المتصفح واختصرها ثم أرسلها مرة أخرى.',
  busy: 'الطلبات كثيرة الآن. انتظر دقيقة ثم أرسل مرة أخرى: عند الرجوع ستجد ما كتبته كما هو.',
  ownersFault: 'هذا النموذج غير مُعدّ كما ينبغي. يرجى إبلاغ صاحب الموقع:',
  notNow: 'هذا لا يعمل الآن',
  tryLater: 'يرجى المحاولة مرة أخرى بعد دقيقة.',
  brokenLink: 'هذا الرابط لا يعمل',
  brokenLinkWhy: 'ربما قُطع جزء منه: انسخه كاملًا. وربما حُذف ما كان يتعلق به.',
  expired: 'انتهت صلاحية هذا الرابط',
  expiredWhy: 'أرسل النموذج مرة أخرى لتحصل على رابط جديد.',
  isItYours: 'هل هذا عنوانك؟',
  confirm: 'تأكيد',
  confirmed: 'تم تأكيد {email}.',
}
