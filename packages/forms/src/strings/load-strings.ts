import { strings as english } from './en.ts'
import type { FormStrings, Words } from './strings.ts'

const spoken = /^(en|hi|bn|es|de|fr|pt|ar|ja|zh(?!-(hant|tw|hk)))(-[a-z\d]{2,8})*$/i

/** Each language but English is a file of its own, as bundlers make of `import()`. */
const others: Readonly<Record<string, () => Promise<{ strings: FormStrings }>>> = {
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
  const locale = wanted.find((tag) => spoken.test(tag)) ?? 'en'
  try {
    const other = await others[locale.slice(0, 2).toLowerCase()]?.()
    return { ...(other?.strings ?? english), locale }
  } catch {
    // The server lacks the file, or the page's policy forbids it: better English than no form.
    return { ...english, locale: 'en' }
  }
}
