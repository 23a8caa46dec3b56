import { redact } from '@leadlight/protocol/redact'
import { withoutAddresses } from '../clean-url.ts'
import { createMeaning } from './create-meaning.ts'
import { controlsOf, type Field, MARKED, native, OFF } from './form-element.ts'
import { plain } from './plain.ts'
import { MAX_CONTROLS, readLabels } from './read-labels.ts'
import { settleKind } from './settle-kind.ts'
import { textsAbout } from './texts-about.ts'

/** Longest value, in UTF-16 code units. */
const MAX_VALUE = 1_000

/**
 * What is never captured, whatever the owner allows: in the words of a type, an autofill token, a name or an id
 *
 * - types without an answer, which come first
 * - what ends in a word for a secret, like `csrfmiddlewaretoken`, or contains one, like `userPassword`; `cardNumber`, but no `cardiology`
 * - codes for once or for a visit: `one-time-code`, `csrf` or `xsrf`, `nonce`, `otp`
 * - numbers of persons, accounts and cards: `pin`, `pan`, `ssn`, `aadhaar`, `iban`, `cc-number`, `cvv`, `csc`
 */
const denied =
  /^ (button|submit|reset|file)| (\w*(token|secret|pass|pwd|captcha|(pass(w|phr|co)|card(?![ib]))\w*)|one.time|[cx]srf|nonce|otp|pin|pan|ssn|aadhaa?r|iban|cc\w*|cv[cv]?|csc)\b/

/** Random parts of names, like `5ccd`, in which any word may be found. */
const random = /(?<![a-z\d])(?=[a-f]*\d)[\da-f]{4,}(?![a-z\d])/gi

/** A sign-up asks for a new password, for a password twice, or for more about the person than the e-mail. */
const signUp = /new-p|^(?=.*email).*(name|org|tel|d password)/

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
    const labels = readLabels(form)
    let count = 0
    for (const [field, holder] of controlsOf(form) as Iterable<[Field, HTMLElement]>) {
      if (++count > MAX_CONTROLS) break
      const { id, type, value, autocomplete } = field
      const name = field.name || holder.getAttribute('name') || ''
      const { dataset } = holder
      const asked = dataset.leadlightField
      const isOwned = asked || 'leadlightAllow' in dataset || allow.includes(name) || /^utm_/.test(name)
      const about = `${type}\n${autocomplete}\n${name}\n${id}\n`
      if (type === 'password' || passwords.has(field) || passwords.has(holder))
        gist += `password ${autocomplete}`
      else if (
        value &&
        (field.checked || !/^(radio|checkbox)$/.test(type)) &&
        (isOwned || type !== 'hidden') &&
        field.matches('input,select,textarea') &&
        !field.closest(OFF) &&
        !denied.test(plain(about.replace(random, '')))
      ) {
        const meaning = asked
          ? meaningOf(`${asked}\n`, '', value)
          : meaningOf(
              // The last part of `contact[email]`, `billing.email` and `work email` says what it is.
              about.replace(/.*[[.$: ]/g, ''),
              textsAbout(field, holder, labels.get(holder)),
              value,
            )
        found.push([withoutAddresses(name || id), meaning || asked || (isOwned && type) || '', field])
      }
    }
    const kinds = `${found.map(([, kind]) => `,${kind}`).join('')},`
    for (const [place, meaning, field] of found) {
      const kind = settleKind(meaning, field.value, kinds, field_types)
      const key = place || kind
      // A name that every object has, like `constructor`, cannot be a field of one.
      if (!key || key in {}) continue
      if (kind) {
        const values = [...(field.selectedOptions ?? [field])].map((option) =>
          // Redacted before it is cut short: a part of a card number would not be known for one.
          redact(option.value.slice(0, 2 * MAX_VALUE), kind === 'tel').slice(0, MAX_VALUE),
        )
        // Several fields may have the same name.
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
