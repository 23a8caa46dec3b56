/**
 * A word or filter value with at most this many leads is rare: its leads are looked up and sorted. Otherwise the index in sort
 * order is scanned.
 */
export const RARE = 1_000

/** The ids of a word's leads are collected to filter the index scan, if there are at most this many. */
export const COLLECTED = 100_000

/** Sorts after every continuation of a word. */
export const LAST = '\u{10ffff}'

/** A lead's words as text to search in: each preceded by a space. */
export function writeWords(words: readonly string[]): string {
  return words.map((word) => ` ${word}`).join('')
}
