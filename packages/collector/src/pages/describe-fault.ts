import type { AnswerFault } from '@leadlight/protocol/form-answers'
import type { LocalizedWords } from './choose-words.ts'
import type { PageWords } from './page-words.ts'

/** Describes a problem with an answer in some language. */
export function describeFault({ problem, n = '', unit }: AnswerFault, words: LocalizedWords): string {
  return fillIn(words, problem, { example: `${n}`, n: describeBound(n, unit, words) })
}

/** Replaces `{name}` placeholders; in right-to-left text each value is isolated, so that it keeps its own direction. */
export function fillIn(
  words: LocalizedWords,
  key: keyof PageWords,
  values: Readonly<Record<string, string>>,
): string {
  const [before, after] = isRightToLeft(words) ? ['\u2068', '\u2069'] : ['', '']
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => `${before}${values[name] ?? ''}${after}`)
}

/** Whether the language is written from right to left; of those available, only Arabic. */
export function isRightToLeft({ locale }: LocalizedWords): boolean {
  return /^ar\b/i.test(locale)
}

function describeBound(n: string | number, unit: AnswerFault['unit'], words: LocalizedWords): string {
  const { locale } = words
  if (unit === 'day') return new Date(`${n}T00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC' })
  const number = n.toLocaleString(locale)
  return unit ? fillIn(words, 'characters', { n: number }) : number
}
