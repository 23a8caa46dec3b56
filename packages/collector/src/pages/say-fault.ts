import type { AnswerFault } from '@leadlight/protocol/form-answers'
import type { SpokenWords } from './choose-words.ts'
import type { PageWords } from './page-words.ts'

/** What is wrong with an answer, in the words of a language. */
export function sayFault({ problem, n = '', unit }: AnswerFault, words: SpokenWords): string {
  return fillIn(words, problem, { example: `${n}`, n: sayBound(n, unit, words) })
}

/** Words with values in the place of `{name}`; among words from right to left each apart, so that it goes its own way. */
export function fillIn(
  words: SpokenWords,
  key: keyof PageWords,
  values: Readonly<Record<string, string>>,
): string {
  const [before, after] = isFromTheRight(words) ? ['\u2068', '\u2069'] : ['', '']
  return words[key].replace(/\{(\w+)\}/g, (_, name: string) => `${before}${values[name] ?? ''}${after}`)
}

/** Whether it is written from right to left; Arabic alone of the languages that are spoken. */
export function isFromTheRight({ locale }: SpokenWords): boolean {
  return /^ar\b/i.test(locale)
}

function sayBound(n: string | number, unit: AnswerFault['unit'], words: SpokenWords): string {
  const { locale } = words
  if (unit === 'day') return new Date(`${n}T00:00Z`).toLocaleDateString(locale, { timeZone: 'UTC' })
  const number = n.toLocaleString(locale)
  return unit ? fillIn(words, 'characters', { n: number }) : number
}
