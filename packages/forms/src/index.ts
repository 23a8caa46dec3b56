export type {
  FormCondition,
  FormDefinition,
  FormField,
  FormFieldType,
  FormOption,
  FormStep,
  FormSuccess,
} from '@leadlight/protocol'
export * from './define-form-element.ts'
export * from './LeadForm.ts'
export { type MountOptions, mountForm } from './mount-form.tsx'
export type { FormStrings } from './strings/strings.ts'
export type { FormTracker } from './track-form.ts'
