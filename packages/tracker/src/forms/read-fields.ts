import type { FieldValue } from '@leadlight/protocol'
import { redact } from '@leadlight/protocol/redact'
import { autofill, type Field, isChoice, leadTokens } from './field-kind.ts'
import { bareForm, isOptedOut, native } from './form-element.ts'

/** Controls and labels looked at in one form; some have thousands, and reading them must not be felt. */
const MAX_CONTROLS = 300

/** Most names of fields told without their values. */
const MAX_FILLED = 50

/** Longest name and value, and all values of a form together, in UTF-16 code units: a message has 32 KiB. */
const MAX_NAME = 100
const MAX_VALUE = 1_000
const MAX_VALUES = 5_000

/** What was entered into a form, as far as it may be known. */
export interface Entries {
  fields: Record<string, FieldValue>
  field_types: Record<string, string>
  filled: string[]
}

/**
 * Makes the function that reads a form: the values of allowed fields, and the names of the others that were filled.
 * It reads `.value`, never markup, where old values may stand. Passwords that it meets join `passwords`.
 */
export function createFieldReader(
  kindOf: (field: Field, label: string) => string | undefined,
  passwords: WeakSet<Element>,
): (form: HTMLFormElement) => Entries {
  return (form) => {
    const controls = firstOf(native(form, 'elements')).filter(isField)
    const labelOf = readLabels(form)
    const fields: Record<string, string | string[]> = {}
    const types: Record<string, string> = {}
    const filled: string[] = []
    let room = MAX_VALUES

    for (const field of controls) {
      if (field.type === 'password') passwords.add(field)
      const entered = enteredInto(field)
      if (!entered[0] || field.matches(':disabled') || isOptedOut(field)) continue
      const kind = kindOf(field, labelOf(field))
      const name = (field.name || field.id || kind || '').slice(0, MAX_NAME)
      // A name that every object has, like `constructor`, cannot be a field of one.
      if (kind === undefined || !name || name in {}) continue
      if (!kind || room < 1) {
        if (!filled.includes(name)) filled.push(name)
        continue
      }
      const values = [fields[name] ?? []].flat()
      for (const value of entered) {
        // Redacted before it is cut short: a part of a card number would not be known for one.
        values.push(redact(value.slice(0, 2 * MAX_VALUE), kind === 'tel').slice(0, Math.min(room, MAX_VALUE)))
        room -= values.at(-1)?.length ?? 0
      }
      fields[name] = isMultiple(field) && values[1] ? values : (values[0] ?? '')
      types[name] = kind
    }
    completeNames(types)
    return mayTell(form, controls, passwords, Object.values(types))
      ? { fields, field_types: types, filled: filled.slice(0, MAX_FILLED) }
      : { fields: {}, field_types: {}, filled: [...Object.keys(types), ...filled].slice(0, MAX_FILLED) }
  }
}

/**
 * A form with a password tells values only when it is a sign-up, or marked by the owner: a sign-up asks for a new password,
 * or for more about the person than the e-mail.
 */
function mayTell(
  form: HTMLFormElement,
  controls: readonly Field[],
  passwords: WeakSet<Element>,
  kinds: readonly string[],
): boolean {
  return (
    !controls.some((field) => passwords.has(field)) ||
    'leadlight' in bareForm(form).dataset ||
    controls.some((field) => autofill(field).includes('new-password')) ||
    (kinds.includes('email') && kinds.some((kind) => kind !== 'email' && leadTokens.test(kind)))
  )
}

/** "Name" beside a first name is the last name, and the other way round, as with "Nom" and "Apellidos". */
function completeNames(types: Record<string, string>): void {
  const kinds = Object.values(types)
  const rest = kinds.includes('given-name') ? 'family-name' : kinds.includes('family-name') && 'given-name'
  for (const name in types) if (rest && types[name] === 'name') types[name] = rest
}

function firstOf<Item>(list: ArrayLike<Item>): Item[] {
  return Array.prototype.slice.call(list, 0, MAX_CONTROLS)
}

function isField(element: Element): element is Field {
  return (
    /^(input|select|textarea)$/.test(element.localName) &&
    !/^(button|submit|reset|image)$/.test((element as Field).type)
  )
}

function isMultiple(field: Field): boolean {
  return /^(checkbox|select-multiple)$/.test(field.type)
}

/** What was typed, chosen or ticked. */
function enteredInto(field: Field): string[] {
  if (isChoice(field)) return field.checked ? [field.value] : []
  return field.type === 'select-multiple'
    ? [...(field as HTMLSelectElement).selectedOptions].map((option) => option.value)
    : [field.value]
}

/** Labels of a form's fields, read once: looking up the label of each of a thousand fields takes a thousand walks. */
function readLabels(form: HTMLFormElement): (field: Field) => string {
  const texts = new Map<Element | null, string>()
  const labels = native(form, 'getElementsByTagName').call(form, 'label')
  for (const label of firstOf(labels as HTMLCollectionOf<HTMLLabelElement>)) {
    const field = label.control
    // The options of a select inside its label are not part of the question.
    if (field) texts.set(field, (label.textContent ?? '').replace(field.textContent ?? '', ''))
  }
  return (field) =>
    (isChoice(field) ? field.closest('fieldset')?.querySelector('legend')?.textContent : texts.get(field)) ??
    ''
}
