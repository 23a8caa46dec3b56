import type { PageWords } from './page-words.ts'
import { ar } from './words/ar.ts'
import { bn } from './words/bn.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { es } from './words/es.ts'
import { fr } from './words/fr.ts'
import { hi } from './words/hi.ts'
import { ja } from './words/ja.ts'
import { pt } from './words/pt.ts'
import { zh } from './words/zh.ts'

/** Words and their language, as a BCP 47 tag for numbers, dates and the page itself. */
export interface LocalizedWords extends PageWords {
  locale: string
}

const languages = new Map<string, PageWords>(Object.entries({ ar, bn, de, en, es, fr, hi, ja, pt, zh }))

/** Two-letter languages with optional subtags, except traditional Chinese. */
const spoken = /^[a-z]{2}(?!-(hant|tw|hk))(-[a-z\d]{2,8}){0,4}$/i

/** The words of the first requested language that is available; English by default. */
export function chooseWords(wanted: readonly unknown[]): LocalizedWords {
  for (const locale of wanted) {
    if (typeof locale !== 'string' || !isAvailable(locale)) continue
    const words = languages.get(locale.slice(0, 2).toLowerCase())
    if (words !== undefined) return { ...words, locale }
  }
  return { ...en, locale: 'en' }
}

/** Further languages of a browser are ignored. */
const MAX_LANGUAGES = 20

/** The languages of `Accept-Language` (RFC 9110, 12.5.4), most preferred first. */
export function acceptedLanguages(request: Request): string[] {
  const header = request.headers.get('accept-language') ?? ''
  return header
    .split(',', MAX_LANGUAGES)
    .map((part) => {
      const [language = '', ...parameters] = part.split(';').map((text) => text.trim())
      const weight = parameters.find((text) => text.startsWith('q='))
      return { language, weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ language, weight }) => isLanguage(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language)
}

/** Whether a text is a BCP 47 tag that `Intl` accepts. */
export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0
  } catch {
    return false
  }
}

function isAvailable(tag: string): boolean {
  return spoken.test(tag) && isLanguage(tag)
}
