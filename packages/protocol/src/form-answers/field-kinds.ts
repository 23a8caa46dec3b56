import type { FormField } from '../form-definition.ts'

/** A field that the visitor can see. */
export type AskedField = Exclude<FormField, { type: 'hidden' }>

/** A single check box; its answer is `true`, or absent when it is not ticked. */
export type CheckField = Extract<FormField, { type: 'checkbox' | 'consent' }>

/** A field of several controls under one heading. */
export type GroupField = Extract<FormField, { type: 'radio' | 'rating' | 'multi-select' }>

/** A field of one labelled control. */
export type SingleField = Exclude<AskedField, CheckField | GroupField>

/** Whether the visitor sees the field. */
export function isAsked(field: FormField): field is AskedField {
  return field.type !== 'hidden'
}

/** Whether the field is a single check box. */
export function isCheck(field: FormField): field is CheckField {
  return field.type === 'checkbox' || field.type === 'consent'
}

/** Whether the field consists of several controls. */
export function isGroup(field: FormField): field is GroupField {
  return field.type === 'radio' || field.type === 'rating' || field.type === 'multi-select'
}
