/** Marks of an article: our own attribute, Open Graph metadata, or its main content. */
const article =
  '[data-leadlight-article],meta[property="og:type"][content=article],article h1,main>article:only-of-type'

/** Reads the content type of the page: `article` if it is marked as one or its main content is an `<article>`; undefined if unknown. */
export function readContentType(): string | undefined {
  const linkedData = document.querySelectorAll('script[type="application/ld+json"]')
  return document.querySelector(article) ||
    // The type may be a list.
    [...linkedData].some((script) => /"@type"\s*:[^:]*"(\w*Article|BlogPosting)"/.test(script.textContent))
    ? 'article'
    : undefined
}
