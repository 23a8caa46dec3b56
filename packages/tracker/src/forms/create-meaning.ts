import { createCapitalsReader } from './create-capitals-reader.ts'
import { kinds, paid, strange } from './kinds.ts'
import { plain } from './plain.ts'

/**
 * Tells what a field asks for: an autofill token or one of the four of BANT, with a `?` or `?k` where it is in doubt; empty or
 * undefined for nothing that may be known.
 *
 * @param hidden texts about the field in the page's code, a line each: type, autofill token, and names
 * @param visible texts about it on the page, a line each: first its label
 * @param value what was entered
 */
export type MeaningOf = (hidden: string, visible: string, value: string) => string | undefined

/**
 * Makes the function that tells what a field asks for, by the words about it and its value.
 *
 * A text is read as plain words first (`plain`), then as capitals that stand for what a word says (`field-words.ts`), so that "Your last
 * name" is `YFN`; both tell the kind (`kinds.ts`). Names and the like are found only where all of a text is understood, for "Name of
 * your pet" is no name of a lead: what is not understood is not captured. An e-mail address or a telephone number needs a word for it
 * and a value like one, unless the words tell of somebody else. What a word in doubt tells, as in "Name of the donor", ends in `?`: only
 * the whole form decides it; in `?k`, where it asks for whoever fills in the form for another.
 */
export function createMeaning(): MeaningOf {
  const capitalsOf = createCapitalsReader()

  const find = (text: string) => Object.keys(kinds).find((kind) => kinds[kind]?.test(text))

  return (hidden, visible, value) => {
    const code = plain(hidden)
    const shown = plain(visible)
    const said = capitalsOf(shown)
    // "Name of your pet" is no name of a lead, even if the page's code says `name`; type and autofill token are the first two lines.
    const known = /[NC]/.test(said) && !find(said) ? code.split('\n', 2).join('\n') : code
    const entered = value.slice(0, 300).trim().replaceAll('\n', ' ').toLowerCase()
    const text = `${code}${shown}\n${capitalsOf(known)}\n${said} ${entered}`
    const kind = find(text)
    const isName = /name/.test(`${kind}`)
    const [label] = said.replaceAll('/', '').split('\n', 1) as [string]
    const isLabelClear = find(label)
    // Somebody of yours or something has it, nobody's name is a number, and a name beside what is paid with is the holder's.
    const isNoName =
      isName &&
      (/Y[XP]+N|NY[XP]/.test(said) ||
        (/N/.test(label) && !/Y/.test(said) && !isLabelClear) ||
        !/\p{L}/u.test(value) ||
        (/^ select/.test(code) && kind !== 'country-name') ||
        paid.test(text))
    if (!kind || isNoName || strange.test(text)) return kind && ''

    const [sure] = kind.split('?')
    // What the page calls yours, is yours.
    const whose = /Y/.test(said) ? said : text
    if (/K/.test(whose)) return `${sure}?k`
    const isInDoubt = /[XP]|\w s /.test(whose)
      ? // "Speaker's e-mail"
        isName || /email|tel/.test(kind)
      : // The label says something else, and only an example that it is a name.
        isName && label && !isLabelClear && find(said)
    return isInDoubt ? `${sure}?` : kind
  }
}
