import { createMeaning, fold } from './field-words.ts'

/** The controls that hold what a visitor enters. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** By `autocomplete` and by name: never captured, whatever the owner allows. */
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

/**
 * Makes the function that tells what a field is, as far as its value may be captured: an autofill token, one of the four of BANT,
 * or the control's type. Empty when only its name may be told, undefined when not even that.
 *
 * @param allow names of fields that the owner allows
 * @param passwords fields that ever were a password
 */
export function createFieldKind(
  allow: readonly string[],
  passwords: WeakSet<Element>,
): (field: Field, label: string) => string | undefined {
  const meaningOf = createMeaning()

  function leadMeaning(field: Field, label: string): string | undefined {
    const { name, id, type } = field
    const token = autofill(field).find((word) => leadTokens.test(word))
    if (token || /^(email|url)$/.test(type)) return token || type
    const value = field.value.slice(0, 200)
    const hint = field.getAttribute('placeholder') ?? ''
    const visible = (label || field.ariaLabel || hint).replace(/\([^)]*\)|(?!^)[:?*].*/gs, '')
    const isVague = (meaning: string) => vagueMeanings.test(meaning) && fold(visible)[0]
    const meaning =
      meaningOf(/\S@\S/.test(hint) ? 'email' : visible, value) ??
      [name, id]
        // The last part of `contact[email]` and `billing.email` says what it is.
        .map((text) => meaningOf(text.replace(/.*[[.$:](?=[a-z])/i, ''), value))
        .find((found) => found && !isVague(found)) ??
      // Also used to get a keypad for codes and numbers of every kind, so that the value has to agree.
      (type === 'tel' ? meaningOf(type, value) : undefined)
    return isChoice(field) && !choiceMeanings.test(`${meaning}`) ? undefined : meaning
  }

  return (field, label) => {
    const { name, id, type, dataset } = field
    if (
      /^(password|file)$/.test(type) ||
      passwords.has(field) ||
      autofill(field).some((token) => deniedTokens.test(token)) ||
      deniedWords.test(` ${fold(`${name} ${id}`).join(' ')} `)
    )
      return
    const asked = dataset.leadlightField
    const owned = asked || 'leadlightAllow' in dataset || allow.includes(name)
    if (type === 'hidden' && !owned && !name.startsWith('utm_')) return
    // A trait like `firstName` reads like any other name of a field.
    if (asked) return meaningOf(asked, field.value.slice(0, 200)) ?? asked
    return leadMeaning(field, label) || (owned || type === 'hidden' ? type : '')
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
