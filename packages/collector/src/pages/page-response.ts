import type { LocalizedWords } from './choose-words.ts'
import { isRightToLeft } from './describe-fault.ts'

/** A page that the collector shows to people. */
export interface Page {
  status: number
  /** Words in the language of the page. */
  words: LocalizedWords
  title: string
  /** Paragraphs. */
  text?: readonly string[]
  items?: readonly string[]
  links?: readonly { label: string; href: string }[]
  /** A sentence in English, whatever the language of the page. */
  reason?: string | undefined
  /** Label of a button that sends a POST to the page's own URL. */
  button?: string
}

const style = `:root{color-scheme:light dark;color:light-dark(#16181d,#eceef3);background:light-dark(#fff,#15171c);font:1.125rem/1.6 system-ui,sans-serif}
body{max-width:36rem;margin:12vh auto;padding:0 1.5rem;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.2}
ul{padding-inline-start:1.25rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.6rem 1.5rem;border:0;border-radius:.5rem;color:light-dark(#fff,#15171c);background:light-dark(#2250d0,#9fb9ff);cursor:pointer}
a{color:light-dark(#2250d0,#9fb9ff)}
:focus-visible{outline:3px solid light-dark(#2250d0,#9fb9ff);outline-offset:3px}`

/** Creates the response with a page. Everything is escaped, and its policy allows no scripts and no external resources. */
export function pageResponse({
  status,
  words,
  title,
  text = [],
  items = [],
  links = [],
  reason,
  button,
}: Page): Response {
  const nonce = crypto.randomUUID()
  const list = items.length > 0 ? `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>` : ''
  const body = [
    list,
    ...text.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
    reason === undefined ? '' : `<p lang="en" dir="ltr">${escaped(reason)}</p>`,
    ...links.flatMap(({ label, href }) =>
      /^(https?:|[/.?#])/i.test(href) ? [`<p><a href="${escaped(href)}">${escaped(label)}</a></p>`] : [],
    ),
    button === undefined ? '' : `<form method="post"><button>${escaped(button)}</button></form>`,
  ].join('\n')
  const html = `<!doctype html>
<html lang="${words.locale}" dir="${isRightToLeft(words) ? 'rtl' : 'ltr'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</html>
`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    },
  })
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
