import { type ComponentChild, createElement } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { createLeadForm, type LeadFormProps } from './create-lead-form.ts'

export type { LeadFormProps } from './create-lead-form.ts'

/** A form as a Preact component. Defines and renders `<leadlight-form>`; a server renders it empty. */
export const LeadForm: (props: LeadFormProps) => ComponentChild =
  /* @__PURE__ */ createLeadForm<ComponentChild>({ createElement, useEffect, useRef })
