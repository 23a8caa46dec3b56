/**
 * The words of a field's name as people write it for machines, in lower case: `form_fields[your-Email_2]`, `firstName`
 * and `Имя` alike. Numbers are left out; marks of Latin letters are removed, those of other scripts are kept.
 */
export function wordsOf(name: string): string[] {
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

/** Names beyond that are not names. */
const LONGEST_NAME = 200

const latinMarks = /[\u0300-\u036f]/g
const camelCase = /([\p{Ll}\d])(\p{Lu})/gu
/** Letters and their marks make words, in every script. */
const separators = /[^\p{L}\p{M}]+/u

/** Words that form builders wrap around the real name, and words that say whose it is. */
const packaging = new Set(
  'form forms field fields input data wpforms item items answer answers value values entry mf gform cf txt your my our the'.split(
    ' ',
  ),
)
