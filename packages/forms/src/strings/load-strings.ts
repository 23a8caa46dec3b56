import { strings as english } from './en.ts'
import type { FormStrings, Words } from './strings.ts'

/** BCP 47 tags with a two-letter language, except traditional Chinese, which is not available. */
const wellFormed = /^..(?!-(hant|tw|hk))(-[a-z\d]{2,8})*$/i

/** English is built in; every other language is a file of its own. */
const languages: Readonly<Record<string, () => Promise<{ strings: FormStrings }>>> = {
  en: async () => ({ strings: english }),
  hi: () => import('./hi.ts'),
  bn: () => import('./bn.ts'),
  es: () => import('./es.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  pt: () => import('./pt.ts'),
  ar: () => import('./ar.ts'),
  ja: () => import('./ja.ts'),
  zh: () => import('./zh.ts'),
}

/**
 * Loads the words of the first available language. English where none is available, or loading fails.
 *
 * @param wanted BCP 47 tags such as `pt-BR`, in order of preference
 */
export async function loadStrings(wanted: readonly string[]): Promise<Words> {
  for (const locale of wanted) {
    const load = wellFormed.test(locale) && languages[locale.slice(0, 2).toLowerCase()]
    // The server may not have the file, or the page's policy may forbid it: better English than no form.
    if (load)
      return load().then(
        ({ strings }) => ({ ...strings, locale }),
        () => loadStrings([]),
      )
  }
  return { ...english, locale: 'en' }
}
