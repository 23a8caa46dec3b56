/** Letters without a Unicode decomposition, by their common transcription. */
const plain: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ς: 'σ', ħ: 'h' },
  // Candrabindu and anusvara are used interchangeably in Hindi.
  '\u0901': '\u0902',
}
const special = new RegExp(`[${Object.keys(plain).join('')}]`, 'gu')

/** Accents, the nukta of Hindi and Bengali, which is often omitted, and invisible joiners. */
const marks = /[\u0300-\u036f\u093c\u09bc\u200b-\u200f\u2060\ufeff]/gu

/** Code points of the digit zero in Arabic, Persian, Devanagari and Bengali. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6]
const digits = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef]/gu

/**
 * Normalizes text for searches: lower case, no accents, ASCII digits, compatibility forms unified (form KC of
 * https://www.unicode.org/reports/tr15/, after marks are removed). Vowel signs of Indian scripts stay, because they distinguish
 * words.
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
