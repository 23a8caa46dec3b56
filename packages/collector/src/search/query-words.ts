import { foldText } from './fold-text.ts'

/** Longer words are told apart by their beginnings. */
const LONGEST_WORD = 100

/** More words than that make no search clearer. */
const MOST_WORDS = 8

/**
 * What somebody searches for as beginnings of words, folded; a lead is found when each of them begins one of its words. What
 * looks like a phone number is one word, whatever stands between its digits; so is an address or a domain.
 */
export function queryWords(query: string): string[] {
  const phone = readPhone(query)
  if (phone !== undefined) return [phone]
  const words = readPieces(foldText(query)).flatMap((piece) =>
    /[@.]/.test(piece) ? [piece] : piece.split(/[^\p{L}\p{M}\p{N}]+/u),
  )
  return [...new Set(words.filter((word) => word !== '').map(shortWord))].slice(0, MOST_WORDS)
}

/** The parts of a text between spaces and the like, without punctuation around them. */
export function readPieces(text: string): string[] {
  return text.split(/[\s,;:/|"()[\]<>]+/u).flatMap((part) => {
    const piece = part.replace(/^[^\p{L}\p{M}\p{N}]+/u, '').replace(/[^\p{L}\p{M}\p{N}@]+$/u, '')
    return piece === '' ? [] : [piece]
  })
}

/** The digits of what is written like a phone number, without the zeros before it; undefined for anything else. */
export function readPhone(text: string): string | undefined {
  const folded = foldText(text)
  const digits = folded.replace(/\D/g, '').replace(/^0+/, '')
  return /^[+\d\s().\-/]+$/.test(folded) && digits.length > 3 ? digits : undefined
}

/** A word cut to the length at which words are compared. */
export function shortWord(word: string): string {
  return word.length <= LONGEST_WORD ? word : word.slice(0, LONGEST_WORD).replace(/[\ud800-\udbff]$/, '')
}
