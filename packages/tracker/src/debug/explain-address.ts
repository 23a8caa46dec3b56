import { cleanUrl } from '../clean-url.ts'

/** Explains what is removed from the page's address and referrer; one sentence for each part. */
export function explainAddress(): string[] {
  const { href, hash } = location
  return [
    ...explainUrl(href, 'the address'),
    ...(hash.length > 1
      ? [
          'The fragment of the address, which may contain anything. To send it, use pageViews({ hash: true }).',
        ]
      : []),
    ...explainUrl(document.referrer, 'the referrer'),
  ]
}

function explainUrl(text: string, what: string): string[] {
  const cleaned = cleanUrl(text)
  if (!cleaned) return []
  const url = new URL(text)
  const names = [...new Set(url.searchParams.keys())]
  const removed = names.filter(
    (name) => `${url.searchParams.getAll(name)}` !== `${cleaned.searchParams.getAll(name)}`,
  )
  return [
    ...(removed.length
      ? [
          `In the query of ${what}: ${removed.join(', ')}. They look like secrets, e-mail addresses or card numbers.`,
        ]
      : []),
    ...(url.pathname === cleaned.pathname
      ? []
      : [`In the path of ${what}: what looks like an e-mail address or card number.`]),
  ]
}
