'use client'
export { LeadForm, type LeadFormProps } from './LeadForm.ts'
