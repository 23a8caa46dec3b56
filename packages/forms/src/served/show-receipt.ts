import type { FormReceipt } from '@leadlight/protocol'
import { languageOf, sayReceived } from './words.ts'

/**
 * Appends the collector's receipt to the thanks: its number, and what is revealed after submission. It is in the live region,
 * so that screen readers announce it. Text is only ever set as text.
 *
 * @param collector address of the collector, ending with a slash
 */
export function showReceipt(
  element: Element,
  collector: string,
  { number, text, links = [], download }: FormReceipt,
  language = languageOf(element),
): void {
  const message = element.shadowRoot?.querySelector('[part=message]')
  if (!message) return
  const add = (part: string, content: string, href?: string) => {
    const paragraph = document.createElement('p')
    const inner = href === undefined ? paragraph : document.createElement('a')
    inner.setAttribute('part', part)
    inner.textContent = content
    if (href !== undefined) {
      inner.setAttribute('href', href)
      paragraph.append(inner)
    }
    message.append(paragraph)
  }
  if (text) add('reveal', text)
  for (const { label, href } of links) if (/^(https?:|[/.?#])/i.test(href)) add('link', label, href)
  if (download) add('link', download.label, `${collector}v1/downloads/${download.token}`)
  add('receipt', sayReceived(language, number))
}
