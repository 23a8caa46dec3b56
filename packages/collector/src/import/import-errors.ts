import type { ImportError } from '@leadlight/protocol'

/** Maximum number of errors in the response; all of them are stored as rejected messages. */
const SHOWN_ERRORS = 100

/** Collects the first errors of an import. */
export function createErrorList(): { list: ImportError[]; add(error: ImportError): void } {
  const list: ImportError[] = []
  return {
    list,
    add(error) {
      if (list.length < SHOWN_ERRORS) list.push(error)
    },
  }
}
