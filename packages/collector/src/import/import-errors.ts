import type { ImportError } from '@leadlight/protocol'

/** As many as a person wants to read at once; the others are kept among the refused messages. */
const SHOWN_ERRORS = 100

/** Gathers the first errors of an import. */
export function createErrorList(): { list: ImportError[]; add(error: ImportError): void } {
  const list: ImportError[] = []
  return {
    list,
    add(error) {
      if (list.length < SHOWN_ERRORS) list.push(error)
    },
  }
}
