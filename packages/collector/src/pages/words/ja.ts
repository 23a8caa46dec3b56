import { ja as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in Japanese. */
export const ja: PageWords = {
  ...answerWords,
  received: '受け付けました。番号 {n}',
  goBack: 'ブラウザーで前のページに戻ると、入力した内容が残っています。修正してもう一度送信してください。',
  notTaken: '受け付けられませんでした',
  tooLong: '回答が長すぎます。ブラウザーで前のページに戻り、短くしてからもう一度送信してください。',
  busy: 'ただいま混み合っています。1分ほど待ってから、もう一度送信してください。前のページに戻ると、入力した内容が残っています。',
  ownersFault: 'このフォームは正しく設定されていません。ウェブサイトの運営者に次の内容をお知らせください：',
  notNow: '現在ご利用いただけません',
  tryLater: '1分ほどしてから、もう一度お試しください。',
  brokenLink: 'このリンクは無効です',
  brokenLinkWhy:
    '途中で切れている可能性があります。全体をコピーしてください。対象がすでに削除されていることもあります。',
  expired: 'このリンクは期限切れです',
  expiredWhy: 'フォームをもう一度送信すると、新しいリンクが届きます。',
  isItYours: 'これはあなたのアドレスですか？',
  confirm: '確認する',
  confirmed: '{email} を確認しました。',
}
