import type { FormStrings } from './strings.ts'

/** The form's own words in Japanese. */
export const strings: FormStrings = {
  required: '入力してください',
  choose: '選択してください',
  tick: 'チェックを入れてください',
  format: '次のように入力してください：{example}',
  least: '{n}以上',
  most: '{n}以下',
  earliest: '{n}以降',
  characters: '{n}文字',
  check: '次の回答をご確認ください',
  optional: '任意',
  step: 'ステップ {step}／{steps}',
  back: '戻る',
  next: '次へ',
  send: '送信',
  thanks: 'ありがとうございます。',
  kept: 'オフラインです。回答は保存され、あとで送信されます。',
  failed: '送信できませんでした。もう一度お試しいただくか、別の方法でご連絡ください。',
  close: '閉じる',
}
