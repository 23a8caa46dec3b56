import type { FormStrings } from './strings.ts'

/** The form's own words in Chinese, in simplified characters. */
export const strings: FormStrings = {
  required: '请填写此项',
  choose: '请选择',
  tick: '请勾选此框',
  format: '请按此格式填写：{example}',
  least: '至少{n}',
  most: '最多{n}',
  earliest: '{n}或之后',
  characters: '{n}个字符',
  check: '请检查以下回答',
  optional: '选填',
  step: '第{step}步，共{steps}步',
  back: '上一步',
  next: '下一步',
  send: '发送',
  thanks: '谢谢！',
  kept: '您已离线。您的回答已保存，稍后会发送。',
  failed: '未能发送。请重试，或以其他方式联系我们。',
  close: '关闭',
}
