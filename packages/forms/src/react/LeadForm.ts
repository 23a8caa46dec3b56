import { createElement, type ReactElement, useEffect, useRef } from 'react'
import { createLeadForm, type LeadFormProps } from '../create-lead-form.ts'

export type { LeadFormProps } from '../create-lead-form.ts'

/**
 * A form as a React component: a `<leadlight-form>`, which it defines in the browser; a server renders it empty. It is
 * drawn anew when its definition says something else, not when that is merely another object.
 */
export const LeadForm: (props: LeadFormProps) => ReactElement = /* @__PURE__ */ createLeadForm<ReactElement>({
  createElement,
  useEffect,
  useRef,
})
