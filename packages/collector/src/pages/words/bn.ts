import { bn as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Bengali. */
export const bn: PageWords = {
  ...answerWords,
  received: 'পাওয়া গেছে, নং {n}',
  goBack: 'ব্রাউজারে পিছনে যান: আপনি যা লিখেছেন তা সেখানেই আছে। তারপর আবার পাঠান।',
  notTaken: 'এটি গ্রহণ করা যায়নি',
  tooLong: 'আপনার উত্তরগুলি খুব লম্বা। ব্রাউজারে পিছনে যান, ছোট করুন এবং আবার পাঠান।',
  busy: 'এখন খুব বেশি অনুরোধ আসছে। এক মিনিট অপেক্ষা করে আবার পাঠান: পিছনে গেলে আপনার লেখা সেখানেই পাবেন।',
  ownersFault: 'এই ফর্মটি ঠিকমতো তৈরি করা হয়নি। অনুগ্রহ করে ওয়েবসাইটের মালিককে জানান:',
  notNow: 'এটি এখন কাজ করছে না',
  tryLater: 'অনুগ্রহ করে এক মিনিট পরে আবার চেষ্টা করুন।',
  brokenLink: 'এই লিঙ্কটি কাজ করে না',
  brokenLinkWhy: 'এটি হয়তো কেটে গেছে: পুরোটা কপি করুন। এটি যে বিষয়ে ছিল তা মুছে ফেলাও হয়ে থাকতে পারে।',
  expired: 'এই লিঙ্কের মেয়াদ শেষ হয়ে গেছে',
  expiredWhy: 'ফর্মটি আরও একবার পাঠান, আপনি নতুন লিঙ্ক পাবেন।',
  isItYours: 'এটি কি আপনার ঠিকানা?',
  confirm: 'নিশ্চিত করুন',
  confirmed: '{email} নিশ্চিত করা হয়েছে।',
}
