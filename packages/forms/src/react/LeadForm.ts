import { createElement, type ReactElement, useEffect, useRef } from 'react'
import { createLeadForm, type LeadFormProps } from '../create-lead-form.ts'

export type { LeadFormProps } from '../create-lead-form.ts'

/**
 * A form as a React component. Defines and renders `<leadlight-form>`; a server renders it empty. It is redrawn when the
 * content of its definition changes, not when only the object's identity does.
 */
export const LeadForm: (props: LeadFormProps) => ReactElement = /* @__PURE__ */ createLeadForm<ReactElement>({
  createElement,
  useEffect,
  useRef,
})
