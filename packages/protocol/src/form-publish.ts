import type { FormDefinition } from './form-definition.ts'

/**
 * The part of a form that anybody may see: without what is revealed only after submission, the text of mails and the
 * limits.
 */
export function publishForm(definition: FormDefinition): FormDefinition {
  const { $schema: _schema, confirm: _confirm, success, protect, ...form } = definition
  const { reveal: _reveal, download: _download, event: _event, ...publicSuccess } = success ?? {}
  const { perHour: _perHour, ...publicProtection } = protect ?? {}
  return {
    ...form,
    ...(Object.keys(publicSuccess).length > 0 && { success: publicSuccess }),
    ...(Object.keys(publicProtection).length > 0 && { protect: publicProtection }),
  }
}
