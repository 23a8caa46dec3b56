import { NAME, words } from './field-words.ts'

/**
 * Makes the function that reads a text as capitals, a line each, with the words that are not understood: ` your last name ` as `YFN`,
 * ` name of your pet ` as `NYpet`. What is in parentheses is left out. The text is followed by itself without the bars of alternatives,
 * between which only a company is looked for: "Vorname/Nachname" asks for both.
 */
export function createCapitalsReader(): (text: string) => string {
  const name = new RegExp(` ?(?:${NAME}) `, 'g')
  const capitals = Object.entries(words).map(
    ([capital, any]) =>
      [
        capital,
        new RegExp(` (?:${any.replaceAll('~', '[a-z]+')})(?:(?<=\\S{4})[a-z]{1,2})?(?= )`, 'g'),
      ] as const,
  )

  /** Texts that were read before: fields of giant forms often differ only in their numbers, which are no words. */
  const known: Record<string, string> = {}

  return (text) => {
    let rest = known[text]
    if (!rest) {
      rest = text.replace(/\(.*/g, ' ').replace(name, ' N ')
      for (const [capital, word] of capitals) rest = rest.replace(word, ` ${capital}`)
      rest = rest.replaceAll(' ', '')
      known[text] = rest = `${rest}\n${rest.replaceAll('/', '')}`
    }
    return rest
  }
}
