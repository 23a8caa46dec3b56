import type { FormDefinition } from './form-definition.ts'

/** A form as everybody may see it: without what is only for those who sent it, the text of mails, and limits. */
export function publishForm({
  $schema: _,
  success,
  protect,
  confirm,
  ...form
}: FormDefinition): FormDefinition {
  const { reveal: __, download: ___, event: ____, ...told } = success ?? {}
  const { perHour: _____, ...asked } = protect ?? {}
  return {
    ...form,
    ...(Object.keys(told).length > 0 && { success: told }),
    ...(Object.keys(asked).length > 0 && { protect: asked }),
  }
}
