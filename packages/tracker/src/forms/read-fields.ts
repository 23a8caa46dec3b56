import { redact } from '@leadlight/protocol/redact'
import { createMeaning, plain } from './field-words.ts'
import { controlsOf, MARKED, native, OFF } from './form-element.ts'
import { textAround } from './text-around.ts'

/** A control that holds what a visitor enters; also a select, or a text area. */
type Field = HTMLInputElement & { selectedOptions?: Iterable<HTMLOptionElement> }

/** Controls and labels looked at in one form; some have thousands, and reading them must not be felt. */
const MAX_CONTROLS = 300

/** Longest value, in UTF-16 code units. */
const MAX_VALUE = 1_000

/** Types, autofill tokens and words of names that are never captured, whatever the owner allows. */
const denied =
  /^ (button|submit|reset|file)| (\w*(token|secret|pass|pwd|captcha|(pass(w|phr|co)|card(?![ib]))\w*)|one.time|[cx]srf|nonce|otp|pin|pan|ssn|aadhaa?r|iban|cc\w*|cv[cv]?|csc)\b/

/** A sign-up asks for a new password, or for more about the person than the e-mail. */
const signUp = /new-p|^(?=.*email).*(name|org|tel)/

/** What was entered into a form, as far as it may be known. */
export interface Entries {
  field_types: Record<string, string>
  fields: Record<string, string | string[]>
  /** Names of fields that hold what is not told. */
  filled: string[]
}

/**
 * Makes the function that reads a form: the values of lead fields, and the names of the others that were filled. It reads
 * `.value`, never markup, where old values may stand.
 *
 * @param allow names of fields that the owner allows
 * @param passwords fields that ever were a password
 */
export function createFieldReader(
  allow: readonly string[],
  passwords: WeakSet<Element>,
): (form: Element) => Entries {
  const meaningOf = createMeaning()

  return (form) => {
    const field_types: Entries['field_types'] = {}
    const fields: Entries['fields'] = {}
    const filled: string[] = []
    const found: [place: string, meaning: string, field: Field][] = []
    /** Autofill tokens of its password fields, each after the word `password`. */
    let gist = ''
    const labels = new Map<Element | null, string>()
    // Read at once: to look up the label of each of a thousand fields takes a thousand walks.
    for (const { control, textContent } of native(
      form,
      'getElementsByTagName',
      'label',
    ) as HTMLCollectionOf<HTMLLabelElement>) {
      if (labels.size > MAX_CONTROLS) break
      // The options of a select inside its label are not part of the question.
      if (!labels.has(control)) labels.set(control, textContent.replace(`${control?.textContent}`, ''))
    }
    let count = 0
    for (const [field, holder] of controlsOf(form) as Iterable<[Field, HTMLElement]>) {
      if (++count > MAX_CONTROLS) break
      const { id, type, value, autocomplete } = field
      const { dataset } = holder
      const name = field.name || holder.getAttribute('name') || ''
      const asked = dataset.leadlightField
      const owned = asked || 'leadlightAllow' in dataset || allow.includes(name) || /^utm_/.test(name)
      const about = `${type}\n${autocomplete}\n${name}\n${id}\n`
      if (type === 'password' || passwords.has(field) || passwords.has(holder))
        gist += `password ${autocomplete}`
      else if (
        value &&
        (field.checked || !/^(radio|checkbox)$/.test(type)) &&
        (owned || type !== 'hidden') &&
        field.matches('input,select,textarea') &&
        !field.closest(OFF) &&
        !denied.test(plain(about))
      ) {
        const label =
          labels.get(holder) ||
          field.ariaLabel ||
          textAround(field) ||
          field.placeholder ||
          (holder !== field && (holder.textContent.trim() || textAround(holder))) ||
          type
        const group = holder.closest('fieldset')?.querySelector('legend')?.textContent
        const meaning = asked
          ? meaningOf(`${asked}\n`, '', value)
          : meaningOf(
              // The last part of `contact[email]`, `billing.email` and `work email` says what it is.
              about.replace(/.*[[.$: ]/g, ''),
              [label, field.placeholder, field.title, `(${group}`, '']
                .map((text) => `${text}`.slice(0, 300).replaceAll('\n', ' '))
                .join('\n'),
              value,
            )
        found.push([name || id, meaning || asked || (owned && type) || '', field])
      }
    }
    const kinds = found.map(([, kind]) => `${kind},`).join('')
    /** Whether only one name is asked for, or each of its parts once, and an address to reply to: then it is the lead's. */
    const isOne =
      /email|tel/.test(kinds) &&
      !/([^r].-name).*\1|(?<!-)name.*(?<!try-)name|(?<!try-)name.*(?<!-)name/.test(kinds)
    /** Parts of a name that are not asked for: a word for `nom` beside `prénom` is the one that is missing. */
    const [missing, alsoMissing] = ['given-name', 'family-name'].filter((kind) => !kinds.includes(kind))
    for (const [place, meaning, field] of found) {
      const [sure = '', isOpen] = meaning.split('?')
      const kind =
        isOpen === undefined || (isOne && !kinds.includes(`${sure},`))
          ? (sure === 'name' && !alsoMissing && !/ /.test(field.value) && missing) || sure
          : ''
      const key = place || kind
      // A name that every object has, like `constructor`, cannot be a field of one.
      if (!key || key in {}) continue
      if (kind) {
        const values = [...(field.selectedOptions ?? [field])].map((option) =>
          // Redacted before it is cut short: a part of a card number would not be known for one.
          redact(option.value.slice(0, 2 * MAX_VALUE), kind === 'tel').slice(0, MAX_VALUE),
        )
        const all = [...new Set([fields[key] ?? [], values].flat())]
        fields[key] = all[1] ? all : all.join()
        field_types[key] = kind
      } else filled.push(key)
    }
    return /password/.test(gist) && !signUp.test(gist + kinds) && !native(form, 'closest', MARKED)
      ? { field_types: {}, fields: {}, filled: [...Object.keys(fields), ...filled] }
      : { field_types, fields, filled }
  }
}
