import { strings as english } from './en.ts'
import type { FormStrings, Words } from './strings.ts'

/** BCP 47, as far as needed; traditional Chinese is not spoken. */
const wellFormed = /^..(?!-(hant|tw|hk))(-[a-z\d]{2,8})*$/i

/** Each language but English is a file of its own, as bundlers make of `import()`. */
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
 * Gets the words of the first of the wanted languages that the form speaks; English ones where there is none, or where
 * they cannot be had. `wanted` are BCP 47 tags, such as `pt-BR`, most wanted first.
 */
export async function loadStrings(wanted: readonly string[]): Promise<Words> {
  for (const locale of wanted) {
    const load = wellFormed.test(locale) && languages[locale.slice(0, 2).toLowerCase()]
    // The server may lack the file, or the page's policy forbid it: better English than no form.
    if (load)
      return load().then(
        ({ strings }) => ({ ...strings, locale }),
        () => loadStrings([]),
      )
  }
  return { ...english, locale: 'en' }
}
