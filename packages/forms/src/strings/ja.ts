import { ja as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in Japanese. */
export const strings: FormStrings = {
  ...answerWords,
  optional: '任意',
  step: 'ステップ {step}／{steps}',
  back: '戻る',
  next: '次へ',
  send: '送信',
  kept: 'オフラインです。回答は保存され、あとで送信されます。',
  failed: '送信できませんでした。もう一度お試しいただくか、別の方法でご連絡ください。',
  close: '閉じる',
}
