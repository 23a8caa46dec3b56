import { cleanUrl } from '../clean-url.ts'

/** What is not told of the page's address and referrer, one sentence each. */
export function explainAddress(): string[] {
  const { href, hash } = location
  return [
    ...explainUrl(href, 'the address'),
    ...(hash.length > 1 ? ['The fragment of the address, unless asked for: it may hold anything.'] : []),
    ...explainUrl(document.referrer, 'the referrer'),
  ]
}

function explainUrl(text: string, what: string): string[] {
  const cleaned = cleanUrl(text)
  if (!cleaned) return []
  const url = new URL(text)
  const names = [...new Set(url.searchParams.keys())]
  const gone = names.filter(
    (name) => `${url.searchParams.getAll(name)}` !== `${cleaned.searchParams.getAll(name)}`,
  )
  return [
    ...(gone.length
      ? [
          `In the query of ${what}: ${gone.join(', ')}. They look like secrets, e-mail addresses, cards or the like.`,
        ]
      : []),
    ...(url.pathname === cleaned.pathname
      ? []
      : [`In the path of ${what}: what looks like an e-mail address, a card or the like.`]),
  ]
}
