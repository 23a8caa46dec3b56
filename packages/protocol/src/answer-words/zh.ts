import type { AnswerWords } from './answer-words.ts'

/** The words about answers in simplified Chinese. */
export const zh: AnswerWords = {
  required: '请填写此项',
  choose: '请选择',
  tick: '请勾选此框',
  format: '请按此格式填写：{example}',
  least: '至少{n}',
  most: '最多{n}',
  earliest: '{n}或之后',
  characters: '{n}个字符',
  check: '请检查以下回答',
  thanks: '谢谢！',
}
