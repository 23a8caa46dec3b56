/** Ways in which a page says that it is an article: to us, to social networks, or by its main content. */
const article =
  '[data-leadlight-article],meta[property="og:type"][content=article],article h1,main>article:only-of-type'

/** `article`, when the page says so or an `<article>` is its main content; undefined when nothing tells. */
export function readContentType(): string | undefined {
  const linkedData = document.querySelector('script[type="application/ld+json"]')?.textContent
  return document.querySelector(article) || /"@type":\s*"(\w*Article|BlogPosting)"/.test(`${linkedData}`)
    ? 'article'
    : undefined
}
