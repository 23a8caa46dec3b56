import { zh as answerWords } from '@leadlight/protocol/answer-words'
import type { FormStrings } from './strings.ts'

/** The words of forms in simplified Chinese. */
export const strings: FormStrings = {
  ...answerWords,
  optional: '选填',
  step: '第{step}步，共{steps}步',
  back: '上一步',
  next: '下一步',
  send: '发送',
  kept: '您已离线。您的回答已保存，稍后会发送。',
  failed: '未能发送。请重试，或以其他方式联系我们。',
  close: '关闭',
}
