import { documentKey } from '../document-key.ts'
import type { Document, DocumentName, DocumentReading, DocumentWriting } from '../documents.ts'
import { put, type Tables } from './tables.ts'

/** Creates the reading of documents from the tables. */
export function createMemoryDocumentReading(tables: Tables): DocumentReading {
  return {
    documents: async ({ collection, ids, about, after = null, until, descending, limit }) => {
      const sign = descending ? -1 : 1
      const order = (a: Pick<Document, 'at' | 'id'>, b: Pick<Document, 'at' | 'id'>) =>
        sign * (a.at - b.at || (a.id < b.id ? -1 : Number(a.id > b.id)))
      return Array.from(tables.documents.values())
        .filter((document) => document.collection === collection)
        .filter(({ id }) => ids === undefined || ids.includes(id))
        .filter((document) => about === undefined || about.includes(document.about ?? ''))
        .filter(({ at }) => until === undefined || at <= until)
        .filter((document) => after === null || order(document, after) > 0)
        .sort(order)
        .slice(0, limit)
        .map((document) => ({ ...document }))
    },
  }
}

/** Creates writes of documents that take effect at once; `undo` receives a function that reverts each step. */
export function createMemoryDocumentWriting(tables: Tables, undo: (() => void)[]): DocumentWriting {
  const remove = (name: DocumentName) => put(tables.documents, documentKey(name), undefined, undo)
  return {
    saveDocuments: async (documents) => {
      for (const document of documents) put(tables.documents, documentKey(document), { ...document }, undo)
    },
    deleteDocuments: async (names) => names.forEach(remove),
    deleteDocumentsAbout: async (persons) => {
      for (const document of [...tables.documents.values()]) {
        if (document.about !== null && persons.includes(document.about)) remove(document)
      }
    },
  }
}
