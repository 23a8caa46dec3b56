import type { LocalizedWords } from './choose-words.ts'
import { pageResponse } from './page-response.ts'

/** The page of an invalid link: truncated, or to something that was deleted. */
export function brokenLinkPage(words: LocalizedWords): Response {
  return pageResponse({ status: 404, words, title: words.brokenLink, text: [words.brokenLinkWhy] })
}

/** The page of an expired link. */
export function expiredLinkPage(words: LocalizedWords): Response {
  return pageResponse({ status: 410, words, title: words.expired, text: [words.expiredWhy] })
}

/** The page of a temporary failure. */
export function notNowPage(status: number, words: LocalizedWords): Response {
  return pageResponse({ status, words, title: words.notNow, text: [words.tryLater] })
}
