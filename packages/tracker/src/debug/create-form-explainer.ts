import type { FormCaptureOptions } from '../form-capture.ts'
import { controlsOf, describeForm, MARKED, native, OFF } from '../forms/form-element.ts'
import { createFieldReader, type Entries } from '../forms/read-fields.ts'

/** What would be sent of a field if its form were submitted now, and why. */
export interface ExplainedField {
  name: string
  /** `sent`: the value; `filled`: only that it was filled in; `withheld`: nothing; `empty`: it has no value. */
  state: 'sent' | 'filled' | 'withheld' | 'empty'
  why: string
}

/** What would be sent of a form. */
export interface ExplainedForm {
  name: string
  /** Why the form is not captured; undefined if it is. */
  ignored: string | undefined
  fields: ExplainedField[]
}

type Field = HTMLInputElement

/** Selector of controls that hold no answer of the visitor. */
const BUTTON = '[type=submit],[type=button],[type=reset],[type=image]'

/**
 * Creates the function that explains what would be sent of the forms of the page. It uses the field reader of form capture, and only
 * infers the reasons for what is omitted.
 */
export function createFormExplainer({
  mode = 'auto',
  allow = [],
}: FormCaptureOptions = {}): () => ExplainedForm[] {
  const passwords = new WeakSet<Element>()
  const read = createFieldReader(allow, passwords)

  const whyIgnored = (form: Element) => {
    if (isOurs(form)) return 'A Leadlight form, which sends its answers itself.'
    if (mode === 'off') return 'Form capture is off: set data-forms, or the option mode, to auto.'
    if (native(form, 'closest', OFF)) return 'Excluded by data-leadlight="off", or a dialog or search form.'
    if (mode === 'marked' && !native(form, 'closest', MARKED))
      return 'Only forms with data-leadlight are captured: add the attribute.'
    return undefined
  }

  return () =>
    findForms(document).map((form) => {
      const { form_name, form_id } = describeForm(form)
      const controls = [...controlsOf(form)] as [Field, Element][]
      for (const [field] of controls) if (field.type === 'password') passwords.add(field)
      const entries = read(form)
      const fields = controls
        .filter(([field]) => field.matches('input,select,textarea') && !field.matches(BUTTON))
        .map(([field, holder]) => {
          const name = field.name || holder.getAttribute('name') || field.id
          return { name: name || field.type, ...explainField(field, name, entries) }
        })
      return { name: form_name || form_id || 'A form', ignored: whyIgnored(form), fields }
    })

  function explainField(
    field: Field,
    name: string,
    { fields, field_types, filled }: Entries,
  ): Omit<ExplainedField, 'name'> {
    const { type, value } = field
    // A field without name and id is sent under its kind.
    const key = name || Object.keys(fields).find((key) => key === field_types[key] && fields[key] === value)
    if (type === 'password' || passwords.has(field))
      return withheld('It is, or was, a password, which is never captured.')
    if (!value || (/^(radio|checkbox)$/.test(type) && !field.checked))
      return { state: 'empty', why: 'No value.' }
    if (native(field, 'closest', OFF))
      return withheld('Disabled, or excluded by data-leadlight="off" or data-leadlight-ignore.')
    if (key && key in fields) {
      const sent = [fields[key] ?? []].flat()
      const isWhole = sent.includes(value.slice(0, 1_000))
      const kind = `Recognised as ${field_types[key]}.`
      return {
        state: 'sent',
        why: isWhole ? kind : `${kind} Parts that look like card numbers, keys or the like are removed.`,
      }
    }
    if (filled.includes(name)) {
      const why =
        Object.keys(field_types).length === 0 && hasPassword(field)
          ? 'A form with a password sends no values, unless it is a sign-up or has data-leadlight.'
          : 'Not recognised as a lead field. To send the value, add data-leadlight-allow, or say what it is with data-leadlight-field.'
      return { state: 'filled', why }
    }
    if (type === 'hidden') return withheld('A hidden field is captured only with data-leadlight-allow.')
    if (!name) return withheld('It has no name: add one.')
    return withheld('By type or name a secret (password, card, code, file …), which is never captured.')
  }
}

/** The forms of the page, including those in open shadow roots. */
function findForms(root: Document | ShadowRoot): HTMLFormElement[] {
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? findForms(shadowRoot) : [],
  )
  return [...root.querySelectorAll('form'), ...inside]
}

function isOurs(form: Element): boolean {
  const root = form.getRootNode()
  return root instanceof ShadowRoot && root.host.localName === 'leadlight-form'
}

const withheld = (why: string) => ({ state: 'withheld' as const, why })

function hasPassword({ form }: Field): boolean {
  return !!form && [...(native(form, 'elements') as Iterable<Field>)].some(({ type }) => type === 'password')
}
