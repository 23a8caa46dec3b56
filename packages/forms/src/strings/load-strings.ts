import { strings as english } from './en.ts'
import type { FormStrings, Words } from './strings.ts'

/** The languages that the form speaks; each is a file of its own, as bundlers make of `import()`, but English. */
const languages: Readonly<Record<string, () => Promise<{ strings: FormStrings }>>> = {
  en: async () => ({ strings: english }),
  hi: () => import('./hi.ts'),
  bn: () => import('./bn.ts'),
  es: () => import('./es.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  pt: () => import('./pt.ts'),
}

/**
 * Gets the words of the first of the wanted languages that the form speaks; English ones where there is none, or where
 * they cannot be had. `wanted` are BCP 47 tags, such as `pt-BR`, most wanted first.
 */
export async function loadStrings(wanted: readonly string[]): Promise<Words> {
  const tags = wanted.filter((tag) => /^[a-z]{2}(-[a-z\d]{2,8})*$/i.test(tag))
  for (const locale of tags) {
    const load = languages[locale.slice(0, 2).toLowerCase()]
    try {
      if (load) return { ...(await load()).strings, locale }
    } catch {
      // The server may lack the file, or the page's policy forbid it: the next language will do.
    }
  }
  return { ...english, locale: 'en' }
}
