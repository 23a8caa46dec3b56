import { memoize } from '../memoize.ts'
import { type FieldTrait, fieldWords, otherWords, thirdPartyWords } from './field-words.ts'
import { splitIntoWords } from './split-into-words.ts'

/**
 * The meaning of a field: a trait of the visitor, `other` for something that is not a trait, or `thirdParty` for somebody
 * else's data.
 */
export type FieldMeaning = FieldTrait | 'other' | 'thirdParty'

/** The meaning of a field by its name; undefined when the name does not tell. */
export type TraitOfName = (name: string) => FieldMeaning | undefined

/** Meanings by words, joined without spaces. */
interface Dictionary {
  /** Match any part of a name. */
  phrases: Map<string, FieldMeaning>
  /** Match the whole name only. */
  wholes: Map<string, FieldMeaning>
}

/** Bonus for words that decide even beside longer ones: `company email`, `email of your friend`. */
const ranks: Partial<Record<FieldMeaning, number>> = {
  thirdParty: 300,
  other: 200,
  email: 100,
  phone: 100,
  website: 100,
}

/** Maximum number of words in an entry of the dictionary. */
const LONGEST_PHRASE = 5

/** Size of the cache: a site has few forms, and their field names repeat. */
const MAX_CACHED_NAMES = 2_000

/** Creates a function that interprets names of form fields by the dictionary of {@link fieldWords}. */
export function createTraitOfName(): TraitOfName {
  const dictionary = readDictionary()
  return memoize(MAX_CACHED_NAMES, (name) => look(dictionary, splitIntoWords(name)))
}

function look({ phrases, wholes }: Dictionary, words: string[]): FieldMeaning | undefined {
  const whole = wholes.get(words.join(''))
  if (whole !== undefined) return whole
  let best: { meaning: FieldMeaning; rank: number } | undefined
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length && to - from <= LONGEST_PHRASE; to++) {
      const phrase = words.slice(from, to).join('')
      const meaning = phrases.get(phrase)
      if (meaning === undefined) continue
      const rank = phrase.length + (ranks[meaning] ?? 0)
      if (best === undefined || rank > best.rank) best = { meaning, rank }
    }
  }
  return best?.meaning ?? traitOfRunOn(words)
}

/** Interprets words without separators: `useremail`, `emailfield`, `contactphone`. */
function traitOfRunOn(words: string[]): FieldTrait | undefined {
  for (const word of words) {
    if (word.startsWith('email') || word.endsWith('email')) return 'email'
    if (word.startsWith('phone') || word.endsWith('phone')) return 'phone'
    if (word.startsWith('company')) return 'company'
  }
  return undefined
}

function readDictionary(): Dictionary {
  const dictionary: Dictionary = { phrases: new Map(), wholes: new Map() }
  const add = (lines: readonly string[], meaning: FieldMeaning) => {
    for (const entry of lines.join(',').split(',')) {
      const kind = entry.includes('=') ? dictionary.wholes : dictionary.phrases
      kind.set(splitIntoWords(entry).join(''), meaning)
    }
  }
  for (const [trait, lines] of Object.entries(fieldWords)) add(lines, trait as FieldTrait)
  add(otherWords, 'other')
  add(thirdPartyWords, 'thirdParty')
  return dictionary
}
