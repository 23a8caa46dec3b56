import type { Json } from '@leadlight/protocol'
import type { LeadRecord } from '../leads/lead-record.ts'
import { foldText } from './fold-text.ts'
import { readPhone, readPieces, shortWord } from './query-words.ts'

/** Most words stored per lead; more than a name, a company and some addresses have. */
const MAX_WORDS = 40

const searched = ['email', 'name', 'firstName', 'lastName', 'company', 'phone'] as const

/** The text from which a lead's words are made; the words change only when it does. */
export function searchedText({ emails, traits }: LeadRecord): string {
  let text = emails.join('\n')
  for (const trait of searched) text += `\n${textOf(traits[trait]?.value)}`
  return text
}

/**
 * The folded words by which a lead is found: from its e-mail addresses, names, company and phone number. An address is a word as
 * a whole, and so are its domain and the words in both.
 */
export function searchWords({ emails, traits }: LeadRecord): string[] {
  const words = new Set<string>()
  const add = (word: string) => {
    if (word !== '' && words.size < MAX_WORDS) words.add(shortWord(word))
  }
  for (const word of phoneWords(textOf(traits.phone?.value))) add(word)
  const texts = [...emails, ...searched.slice(0, -1).map((trait) => textOf(traits[trait]?.value))]
  for (const piece of texts.flatMap((text) => readPieces(foldText(text)))) {
    const [, domain] = piece.split('@')
    add(piece)
    for (const part of domainsIn(domain)) add(part)
    const parts = piece.split(/[^\p{L}\p{M}\p{N}]+/u)
    // A top-level domain is too common to search for.
    for (const part of domain === undefined ? parts : parts.slice(0, -1)) add(part)
    if (domain === undefined) add(parts.join(''))
  }
  return withoutBeginnings(words)
}

/** Drops words that are a prefix of another one, because every query that finds them finds that one, too. */
function withoutBeginnings(words: Iterable<string>): string[] {
  const sorted = [...words].sort()
  return sorted.filter((word, index) => !sorted[index + 1]?.startsWith(word))
}

/** A domain and its parent domains: `mail.firm.example` and `firm.example`, but not `co.uk`. */
function domainsIn(domain: string | undefined): string[] {
  const labels = domain?.split('.') ?? []
  return labels.flatMap((label, index) => {
    const left = labels.length - index
    return index === 0 || left > 2 || (left === 2 && label.length > 3) ? [labels.slice(index).join('.')] : []
  })
}

/** Country calling codes (ITU-T E.164). */
const countryCode = /^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/

/** The digits of a phone number, with and without the country code, and its groups of digits. */
function phoneWords(text: string): string[] {
  const digits = readPhone(text)
  if (digits === undefined) return []
  const folded = foldText(text)
  const groups = folded.split(/\D+/).filter((group) => group.length > 3)
  const isInternational = /^\s*(\+|00)/.test(folded)
  return [digits, ...(isInternational ? [digits.replace(countryCode, '')] : []), ...groups]
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  const isObject = value !== null && typeof value === 'object' && !Array.isArray(value)
  return isObject && typeof value.name === 'string' ? value.name : ''
}
