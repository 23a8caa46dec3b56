import type { Where } from '../condition/condition.ts'

/** Forms are told apart by whatever their makers named them by. */
export function formsAbout(...parts: string[]): Where {
  return {
    any: [
      { form_id: { contains: parts } },
      { form_name: { contains: parts } },
      { action: { contains: parts } },
    ],
  }
}
