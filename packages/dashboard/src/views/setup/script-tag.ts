/** How the tracker treats a visitor who has not decided; a value of `data-consent`. */
export type Consent = 'opt-out' | 'required' | 'cookieless'

/** The modes of consent in words. */
export const consentWords: readonly { mode: Consent; label: string; meaning: string }[] = [
  {
    mode: 'opt-out',
    label: 'Track unless they decline',
    meaning: 'Global Privacy Control and Do Not Track in the browser count as declining.',
  },
  {
    mode: 'required',
    label: 'Ask first',
    meaning: 'Nothing is stored or sent until your consent dialog runs the call below.',
  },
  {
    mode: 'cookieless',
    label: 'Store nothing on the device',
    meaning: 'Every page load counts as another visitor, until a form tells who it is.',
  },
]

/** What a consent dialog runs when the visitor agrees. */
export const consentCall = "(window.leadlight = window.leadlight || []).push(['consent', 'granted'])"

/** The script tag for the pages of a website. @param base address of the page of leads */
export function scriptTag(base: string, writeKey: string, consent: Consent): string {
  const source = new URL('leadlight.js', base).href
  const mode = consent === 'opt-out' ? '' : ` data-consent="${consent}"`
  return `<script defer src="${source}" data-write-key="${escapeValue(writeKey)}"${mode}></script>`
}

/** Text as the value of an attribute in double quotes. */
function escapeValue(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}
