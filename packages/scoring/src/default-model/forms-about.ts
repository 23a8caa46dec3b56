import type { Where } from '../condition/condition.ts'

/** Matches forms whose id, name or action contains one of the parts. */
export function formsAbout(...parts: string[]): Where {
  return {
    any: [
      { form_id: { contains: parts } },
      { form_name: { contains: parts } },
      { action: { contains: parts } },
    ],
  }
}
