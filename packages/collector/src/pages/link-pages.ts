import { answerPage } from './answer-page.ts'
import type { SpokenWords } from './choose-words.ts'

/** Behind a link that leads nowhere: cut off, or of something that is gone. */
export function brokenLinkPage(words: SpokenWords): Response {
  return answerPage({ status: 404, words, title: words.brokenLink, text: [words.brokenLinkWhy] })
}

/** Behind a link that worked once. */
export function expiredLinkPage(words: SpokenWords): Response {
  return answerPage({ status: 410, words, title: words.expired, text: [words.expiredWhy] })
}

/** While something fails. */
export function notNowPage(status: number, words: SpokenWords): Response {
  return answerPage({ status, words, title: words.notNow, text: [words.tryLater] })
}
