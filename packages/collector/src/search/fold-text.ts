/** Letters that no decomposition takes apart, as people type them who do not have them. */
const plain: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ς: 'σ', ħ: 'h' },
  // Candrabindu and anusvara stand for each other in Hindi.
  '\u0901': '\u0902',
}
const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')

/** Accents, the nukta of Hindi and Bengali, which many leave out, and what joins or parts letters without being seen. */
const marks = /[\u0300-\u036f\u093c\u09bc\u200b-\u200f\u2060\ufeff]/gu

/** Zeros of the decimal digits of other scripts: Arabic, Persian, Devanagari, Bengali. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6]
const digits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/gu

/**
 * A text as it is compared in searches: in lower case, without accents, with the digits 0 to 9, compatible forms as one
 * (https://www.unicode.org/reports/tr15/, form KC after marks are gone). The vowel signs of Indian scripts stay: they make words.
 */
export function foldText(text: string): string {
  const folded = text.toLowerCase().normalize('NFKD').replace(marks, '')
  return folded
    .replace(special, (letter) => plain[letter] ?? letter)
    .replace(digits, asDigit)
    .normalize('NFC')
}

function asDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
}
