import type { AnswerWords } from './answer-words.ts'

/** The words about answers in Japanese. */
export const ja: AnswerWords = {
  required: '入力してください',
  choose: '選択してください',
  tick: 'チェックを入れてください',
  format: '次のように入力してください：{example}',
  least: '{n}以上',
  most: '{n}以下',
  earliest: '{n}以降',
  characters: '{n}文字',
  check: '次の回答をご確認ください',
  thanks: 'ありがとうございます。',
}
