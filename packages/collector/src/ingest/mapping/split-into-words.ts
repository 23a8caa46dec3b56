/**
 * Splits a field's technical name into words in lower case: `form_fields[your-Email_2]`, `firstName`, `Имя`. Digits and the
 * diacritics of Latin letters are removed; marks of other scripts remain.
 */
export function splitIntoWords(name: string): string[] {
  return name
    .slice(0, LONGEST_NAME)
    .normalize('NFKD')
    .replace(latinMarks, '')
    .normalize('NFC')
    .replace(camelCase, '$1 $2')
    .toLowerCase()
    .split(separators)
    .filter((word) => word !== '' && !packaging.has(word))
}

/** Longer names are cut. */
const LONGEST_NAME = 200

const latinMarks = /[\u0300-\u036f]/g
const camelCase = /([\p{Ll}\d])(\p{Lu})/gu
/** Everything except letters and their marks, in any script. */
const separators = /[^\p{L}\p{M}]+/u

/** Words that form builders add to the real name, and possessives. */
const packaging = new Set(
  'form forms field fields input data wpforms item items answer answers value values entry mf gform cf txt your my our the'.split(
    ' ',
  ),
)
