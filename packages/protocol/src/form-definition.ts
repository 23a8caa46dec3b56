import { z } from 'zod'
import { fieldsOfCondition, formConditionSchema } from './form-condition.ts'
import { formDisplaySchema, formThemeSchema } from './form-display.ts'
import {
  formConfirmationSchema,
  formProgressiveSchema,
  formProtectionSchema,
  formSuccessSchema,
} from './form-success.ts'
import { MAX_ANSWER_LENGTH } from './limits.ts'
import { bantNames } from './traits.ts'

/** A capture form as data: a site owner writes it, the browser draws it, the collector checks answers against it. */

const textSchema = z.string().min(1).max(2_000)
const dateSchema = z.iso.date()

const namedShape = {
  /** Key of the answer in `Form Submitted`. */
  name: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,63}$/, 'must be a letter, then letters, digits, _ or -')
    .refine((name) => name !== 'constructor' && name !== 'prototype', 'is a reserved word'),
  /** Shows the field only while the condition on earlier fields holds; a hidden field is neither checked nor sent. */
  showIf: formConditionSchema.optional(),
  /** The BANT question that the field answers; other traits are recognised by `autocomplete`. */
  trait: z.enum(bantNames).optional(),
}

const askedShape = {
  ...namedShape,
  /** Always visible; for a `consent` field, the wording of the consent. */
  label: textSchema,
  /** A sentence below the label. */
  help: textSchema.optional(),
  required: z.boolean().optional(),
  /** Half width, where there is room for two fields in a row. */
  half: z.boolean().optional(),
  /** Omits the field when the visitor has answered it before; see `progressive`. */
  ask: z.literal('unknown').optional(),
}

const typedShape = {
  ...askedShape,
  placeholder: textSchema.optional(),
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  autocomplete: z.string().max(100).optional(),
}

/** Lengths in UTF-16 code units; `maxLength` is MAX_ANSWER_LENGTH by default. */
const lengthShape = {
  minLength: z.int().positive().optional(),
  maxLength: z.int().positive().max(MAX_ANSWER_LENGTH).optional(),
}

/** One choice; a plain string is both value and label. */
export const formOptionSchema = z.union([
  z.string().min(1),
  z.strictObject({ value: z.string().min(1), label: textSchema }),
])
export type FormOption = z.infer<typeof formOptionSchema>

const optionsSchema = z.array(formOptionSchema).min(1).max(500)

/** Patterns are selected by name, because a regular expression of the site owner's could take exponential time. */
const namedPatternSchema = z.enum(['digits', 'postal-code', 'work-email'])
export type NamedPattern = z.infer<typeof namedPatternSchema>

const textFieldSchema = z.strictObject({
  type: z.enum(['text', 'email', 'tel', 'url', 'textarea']),
  /** Replaces the pattern of the type; `work-email` refuses addresses at providers of free mailboxes. */
  pattern: namedPatternSchema.optional(),
  ...typedShape,
  ...lengthShape,
  default: z.string().optional(),
})

const numberFieldSchema = z.strictObject({
  type: z.literal('number'),
  ...typedShape,
  min: z.number().optional(),
  max: z.number().optional(),
  default: z.number().optional(),
})

/** Dates are ISO 8601 days, like `2026-11-21`. */
const dateFieldSchema = z.strictObject({
  type: z.literal('date'),
  ...askedShape,
  autocomplete: typedShape.autocomplete,
  min: dateSchema.optional(),
  max: dateSchema.optional(),
  default: dateSchema.optional(),
})

/** Whole numbers from `min` (1) to `max` (5). */
const ratingFieldSchema = z.strictObject({
  type: z.literal('rating'),
  ...askedShape,
  min: z.int().nonnegative().optional(),
  max: z.int().positive().max(10).optional(),
  default: z.int().optional(),
})

const choiceShape = { ...askedShape, options: optionsSchema, default: z.string().optional() }
const selectFieldSchema = z.strictObject({
  type: z.literal('select'),
  ...choiceShape,
  autocomplete: typedShape.autocomplete,
})
const radioFieldSchema = z.strictObject({ type: z.literal('radio'), ...choiceShape })

/** `min` and `max` count choices. */
const choicesFieldSchema = z.strictObject({
  type: z.literal('multi-select'),
  ...askedShape,
  options: optionsSchema,
  min: z.int().positive().optional(),
  max: z.int().positive().optional(),
  default: z.array(z.string()).optional(),
})

/** A single check box; its answer is `true` or absent. A `consent` box is never ticked by default. */
const checkFieldSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('checkbox'), ...askedShape, default: z.literal(true).optional() }),
  z.strictObject({ type: z.literal('consent'), ...askedShape }),
])

/** Where a hidden field takes its value from: the page's address, its referrer, or a campaign parameter of the visit. */
export const fieldSourceSchema = z.enum([
  'page',
  'referrer',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
])
export type FieldSource = z.infer<typeof fieldSourceSchema>

/** A field that is sent but not shown: the value of its source, or else its default. */
const hiddenFieldSchema = z.strictObject({
  type: z.literal('hidden'),
  ...namedShape,
  source: fieldSourceSchema.optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

/** One field of a form. File uploads are deliberately unsupported: files fit neither events nor the outbox. */
export const formFieldSchema = z.discriminatedUnion('type', [
  textFieldSchema,
  numberFieldSchema,
  dateFieldSchema,
  ratingFieldSchema,
  selectFieldSchema,
  radioFieldSchema,
  choicesFieldSchema,
  checkFieldSchema,
  hiddenFieldSchema,
])
export type FormField = z.infer<typeof formFieldSchema>
export type FormFieldType = FormField['type']

const fieldsSchema = z.array(formFieldSchema).min(1).max(100)

/** One step of a multi-step form. */
export const formStepSchema = z.strictObject({ title: textSchema.optional(), fields: fieldsSchema })
export type FormStep = z.infer<typeof formStepSchema>

/** A form: either all `fields` on one page, or `steps`. */
export const formDefinitionSchema = z
  .strictObject({
    /** Identifies the form in events and reports. */
    id: z.string().regex(/^[\w-]{1,64}$/, 'must be letters, digits, _ or -'),
    /** Display name; the `id` by default. */
    name: textSchema.optional(),
    /** The language it is written in, like `pt-BR`; the page's language by default. */
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z\d]{2,8})*$/, 'must be a language like de or pt-BR')
      .max(35)
      .optional(),
    title: textSchema.optional(),
    intro: textSchema.optional(),
    /** Text of the submit button. */
    submit: textSchema.optional(),
    fields: fieldsSchema.optional(),
    steps: z.array(formStepSchema).min(1).max(20).optional(),
    success: formSuccessSchema.optional(),
    protect: formProtectionSchema.optional(),
    confirm: formConfirmationSchema.optional(),
    progressive: formProgressiveSchema.optional(),
    /** Address of the JSON Schema, for editors; otherwise ignored. */
    $schema: z.string().max(2_000).optional(),
    /** In place on the page by default. */
    display: formDisplaySchema.optional(),
    theme: formThemeSchema.optional(),
  })
  .refine((form) => (form.fields === undefined) !== (form.steps === undefined), {
    error: 'must have either fields or steps',
  })
  .superRefine((definition, context) => {
    const fields = fieldsOfForm(definition)
    const names = fields.map(({ field }) => field.name)
    if (definition.confirm !== undefined && !fields.some(({ field }) => field.type === 'email'))
      context.addIssue({ code: 'custom', path: ['confirm'], message: 'needs a field of the type email' })
    for (const [index, { field, path }] of fields.entries()) {
      const refuse = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: [...path, key], message })
      if (field.type === 'hidden' && field.source === undefined && field.default === undefined)
        refuse('default', 'is needed where there is no source')
      if (names.indexOf(field.name) < index) refuse('name', 'is taken by an earlier field')
      if (
        field.showIf !== undefined &&
        !fieldsOfCondition(field.showIf).every((name) => names.slice(0, index).includes(name))
      )
        refuse('showIf', 'asks about a field that does not come before this one')
      if (
        'options' in field &&
        [field.default ?? []].flat().some((value) => !hasOption(field.options, value))
      )
        refuse('default', 'is not one of the options')
    }
  })
export type FormDefinition = z.infer<typeof formDefinitionSchema>

/** The fields of a form in order, each with its path in the definition. */
export function fieldsOfForm({
  fields,
  steps,
}: FormDefinition): { field: FormField; path: (string | number)[] }[] {
  const lists = steps?.map((step) => step.fields) ?? [fields ?? []]
  return lists.flatMap((list, step) =>
    list.map((field, index) => ({
      field,
      path: steps === undefined ? ['fields', index] : ['steps', step, 'fields', index],
    })),
  )
}

function hasOption(options: FormOption[], value: string): boolean {
  return options.some((option) => (typeof option === 'string' ? option : option.value) === value)
}
