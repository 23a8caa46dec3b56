/** Shorter texts are teasers, not articles; in UTF-16 code units. */
const ARTICLE_LENGTH = 1_000

/**
 * What kind of page this is: what `<meta name="leadlight-content-type" content="…">` says, or `article` when the page says so
 * (`data-leadlight-article`, Open Graph, JSON-LD) or an `<article>` is its main content. Undefined when nothing tells.
 */
export function readContentType(): string | undefined {
  const find = (selector: string) => document.querySelector(selector)
  const named = find('meta[name=leadlight-content-type]')?.getAttribute('content')
  if (named) return named
  const articles = document.querySelectorAll('article')
  const isArticle =
    find('[data-leadlight-article],meta[property="og:type"][content=article],article h1') ||
    (articles.length === 1 && (articles[0]?.textContent.length ?? 0) > ARTICLE_LENGTH) ||
    /"@type":\s*"(\w*Article|BlogPosting)"/.test(
      find('script[type="application/ld+json"]')?.textContent ?? '',
    )
  return isArticle ? 'article' : undefined
}
