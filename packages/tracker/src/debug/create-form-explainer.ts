import { describeForm, MARKED, native, OFF } from '../forms/form-element.ts'
import { createFieldReader, type Entries } from '../forms/read-fields.ts'

/** What would be told of a field if its form were sent now. */
export interface ExplainedField {
  name: string
  /** `told`: its value; `filled`: only that it is filled; `withheld`: nothing; `empty`: nothing is in it. */
  state: 'told' | 'filled' | 'withheld' | 'empty'
  why: string
}

/** What would be told of a form. */
export interface ExplainedForm {
  name: string
  /** Why nothing of it is captured. */
  ignored: string | undefined
  fields: ExplainedField[]
}

type Field = HTMLInputElement

/** What is no answer of the visitor. */
const BUTTON = 'button,fieldset,object,output,[type=submit],[type=button],[type=reset],[type=image]'

/**
 * Makes the function that explains the forms of the page as they are filled now. What is told is asked of the reader that form
 * capture uses; only the reasons for what it leaves out are worked out here.
 */
export function createFormExplainer({
  mode = 'auto',
  allow = [],
}: {
  mode?: 'auto' | 'marked' | 'off'
  allow?: readonly string[]
} = {}): () => ExplainedForm[] {
  const passwords = new WeakSet<Element>()
  const read = createFieldReader(allow, passwords)

  const whyIgnored = (form: Element) => {
    if (isOurs(form)) return 'It is drawn by Leadlight, and tells all its answers.'
    if (mode === 'off') return 'Forms are switched off.'
    if (native(form, 'closest', OFF)) return 'The page keeps it out, or it is a dialog.'
    if (mode === 'marked' && !native(form, 'closest', MARKED))
      return 'Only forms with data-leadlight are captured.'
    return undefined
  }

  return () =>
    findForms(document).map((form) => {
      const { form_name, form_id } = describeForm(form)
      for (const field of native(form, 'elements'))
        if ((field as Field).type === 'password') passwords.add(field)
      const entries = read(form)
      const fields = [...(native(form, 'elements') as Iterable<Field>)]
        .filter((field) => !field.matches(BUTTON))
        .map((field) => ({ name: field.name || field.id || field.type, ...explainField(field, entries) }))
      return { name: form_name || form_id || 'A form', ignored: whyIgnored(form), fields }
    })

  function explainField(
    field: Field,
    { fields, field_types, filled }: Entries,
  ): Omit<ExplainedField, 'name'> {
    const { name, id, type, value } = field
    // What has no name goes by what it asks for.
    const key =
      name || id || Object.keys(fields).find((key) => key === field_types[key] && fields[key] === value)
    if (type === 'password' || passwords.has(field))
      return withheld('It is, or was, a password: never captured.')
    if (!value || (/^(radio|checkbox)$/.test(type) && !field.checked))
      return { state: 'empty', why: 'Nothing is in it.' }
    if (native(field, 'closest', OFF)) return withheld('Disabled, or kept out by data-leadlight-ignore.')
    if (key && key in fields) {
      const told = [fields[key] ?? []].flat()
      const whole = told.includes(value.slice(0, 1_000))
      const kind = `Taken for ${field_types[key]}.`
      return {
        state: 'told',
        why: whole ? kind : `${kind} Parts that look like cards, keys or the like are cut out.`,
      }
    }
    if (filled.includes(name || id)) {
      const why =
        Object.keys(field_types).length === 0 && hasPassword(field)
          ? 'A form with a password tells no values, unless it is a sign-up or carries data-leadlight.'
          : 'No lead field that we know: allow it with data-leadlight-allow, or name it with data-leadlight-field.'
      return { state: 'filled', why }
    }
    if (type === 'hidden') return withheld('Hidden fields are captured only with data-leadlight-allow.')
    if (!name && !id) return withheld('It has no name.')
    return withheld('By type or name a secret (password, card, code, file …): never captured.')
  }
}

/** The forms of the page, those in open shadow roots too. */
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
