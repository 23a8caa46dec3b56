import { zh as answerWords } from '@leadlight/protocol/answer-words'
import type { PageWords } from '../page-words.ts'

/** The words of the collector's pages in simplified Chinese. */
export const zh: PageWords = {
  ...answerWords,
  received: '已收到，编号 {n}',
  goBack: '请用浏览器返回上一页：您填写的内容仍在那里。然后再次发送。',
  notTaken: '未能接受',
  tooLong: '您的回答太长。请用浏览器返回上一页，缩短后再次发送。',
  busy: '目前请求过多。请等待一分钟，然后再次发送：返回上一页时，您填写的内容仍在那里。',
  ownersFault: '此表单设置有误。请告知网站所有者：',
  notNow: '目前无法使用',
  tryLater: '请一分钟后重试。',
  brokenLink: '此链接无效',
  brokenLinkWhy: '链接可能被截断：请完整复制。与之相关的内容也可能已被删除。',
  expired: '此链接已过期',
  expiredWhy: '再次发送表单，即可获得新链接。',
  isItYours: '这是您的地址吗？',
  confirm: '确认',
  confirmed: '{email} 已确认。',
}
