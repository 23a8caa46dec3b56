import type { FormField } from '../form-definition.ts'

/** A field that the visitor can see. */
export type AskedField = Exclude<FormField, { type: 'hidden' }>

/** One box to tick; answered with `true` or not at all, like an answer that is left out. */
export type CheckField = Extract<FormField, { type: 'checkbox' | 'consent' }>

/** Several controls under one heading. */
export type GroupField = Extract<FormField, { type: 'radio' | 'rating' | 'multi-select' }>

/** One control with its label. */
export type SingleField = Exclude<AskedField, CheckField | GroupField>

/** Tells hidden fields from those that are drawn. */
export function isAsked(field: FormField): field is AskedField {
  return field.type !== 'hidden'
}

/** Tells the fields that are a box to tick. */
export function isCheck(field: FormField): field is CheckField {
  return field.type === 'checkbox' || field.type === 'consent'
}

/** Tells the fields that are several controls. */
export function isGroup(field: FormField): field is GroupField {
  return field.type === 'radio' || field.type === 'rating' || field.type === 'multi-select'
}
