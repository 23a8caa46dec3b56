import type { DocumentName } from './documents.ts'

/** Collection and id of a document as one text. */
export function documentKey({ collection, id }: DocumentName): string {
  return JSON.stringify([collection, id])
}
