import { cutText } from '../cut-text.ts'
import { foldText } from './fold-text.ts'

/** Longer words are truncated, in UTF-16 code units. */
const LONGEST_WORD = 100

/** Further words of a query are ignored. */
const MAX_WORDS = 8

/**
 * The folded words of a search query. A lead matches when each of them is a prefix of one of its words. A phone number is one
 * word, whatever separates its digits; so is an e-mail address or a domain.
 */
export function queryWords(query: string): string[] {
  const phone = readPhone(query)
  if (phone !== undefined) return [phone]
  const words = readPieces(foldText(query)).flatMap((piece) =>
    /[@.]/.test(piece) ? [piece] : piece.split(/[^\p{L}\p{M}\p{N}]+/u),
  )
  return [...new Set(words.filter((word) => word !== '').map(shortWord))].slice(0, MAX_WORDS)
}

/** Splits a text at spaces and separators, and strips punctuation around the parts. */
export function readPieces(text: string): string[] {
  return text.split(/[\s,;:/|"()[\]<>]+/u).flatMap((part) => {
    const piece = part.replace(/^[^\p{L}\p{M}\p{N}]+/u, '').replace(/[^\p{L}\p{M}\p{N}@]+$/u, '')
    return piece === '' ? [] : [piece]
  })
}

/** The digits of a phone number, without leading zeros; undefined for other text. */
export function readPhone(text: string): string | undefined {
  const folded = foldText(text)
  const digits = folded.replace(/\D/g, '').replace(/^0+/, '')
  return /^[+\d\s().\-/]+$/.test(folded) && digits.length > 3 ? digits : undefined
}

/** Truncates a word to the length at which words are compared. */
export function shortWord(word: string): string {
  return cutText(word, LONGEST_WORD)
}
