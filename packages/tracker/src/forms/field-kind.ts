import { createMeaning, fold } from './field-words.ts'

/** The controls that hold what a visitor enters. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Values of these are never captured, whatever the owner allows. */
const deniedTypes = /^(password|file)$/
const deniedTokens = /^(cc-.*|(current|new)-password|one-time-code)$/
const deniedWords =
  / ([cx]srf\w*|\w*token|nonce|\w*captcha|otp|pin|ssn|aadhaa?r|pan|iban|c[cv][cv]?|csc|card|creditcard|secret|pass(wor[dt]|wd|phrase|code)?|pwd) /

/** Autofill tokens that name a lead's trait; the others (birthday, sex, postal code …) are not asked for. */
export const leadTokens =
  /^(email|name|given-name|family-name|tel|organization|organization-title|url|street-address|address-level[12]|country(-name)?)$/

/** Meanings that a technical name alone is too weak for, when the visitor reads something else. */
const vagueMeanings = /^(name|url|need|street-address|organization-title)$/

/** Meanings that a choice may have; a lone check box "e-mail" is a consent. */
const choiceMeanings = /^(budget|authority|need|timeline)$/

/** What may be done with a field. */
export interface FieldKind {
  /** Neither its value nor its name may leave the page. */
  denied?: boolean
  /** Its value may be captured, as this: an autofill token, one of the four of BANT, or the control's type. */
  kind?: string
}

/** Makes the function that tells what may be done with a field; `allow` holds names of fields that the owner allows. */
export function createFieldKind(
  allow: readonly string[],
  passwords: WeakSet<Element>,
): (field: Field, label: string) => FieldKind {
  const meaningOf = createMeaning()

  function leadMeaning(field: Field, label: string): string | undefined {
    const token = autofill(field).find((word) => leadTokens.test(word))
    if (token || /^(email|url)$/.test(field.type)) return token || field.type
    const hint = field.getAttribute('placeholder') ?? ''
    const visible = label || field.ariaLabel || hint
    const isVague = (meaning: string) => vagueMeanings.test(meaning) && fold(visible)[0]
    const meaning =
      meaningOf(/\S@\S/.test(hint) ? 'email' : visible, field.value) ??
      [field.name, field.id]
        // The last part of `contact[email]` and `billing.email` says what it is.
        .map((name) => meaningOf(name.replace(/.*[[.$:](?=[a-z])/i, ''), field.value))
        .find((found) => found && !isVague(found))
    if (isChoice(field) && !choiceMeanings.test(`${meaning}`)) return
    // `type=tel` is also used to get a keypad for codes and numbers of every kind, so that its value has to agree.
    return meaning ?? (field.type === 'tel' ? meaningOf('tel', field.value) : undefined)
  }

  return (field, label) => {
    if (
      deniedTypes.test(field.type) ||
      passwords.has(field) ||
      autofill(field).some((token) => deniedTokens.test(token)) ||
      deniedWords.test(` ${fold(`${field.name} ${field.id}`).join(' ')} `)
    )
      return { denied: true }
    const asked = field.dataset.leadlightField
    const owned = asked || 'leadlightAllow' in field.dataset || allow.includes(field.name)
    if (field.type === 'hidden')
      return owned || /^utm_/.test(field.name) ? { kind: asked || 'hidden' } : { denied: true }
    const kind = asked || leadMeaning(field, label) || (owned && field.type)
    return kind ? { kind } : {}
  }
}

/** Whether one of several is ticked. */
export function isChoice(field: Field): field is HTMLInputElement {
  return /^(radio|checkbox)$/.test(field.type)
}

/** The tokens of `autocomplete`, like `section-blue shipping work email`. */
export function autofill(field: Field): string[] {
  return (field.getAttribute('autocomplete') ?? '').toLowerCase().split(/\s+/)
}
