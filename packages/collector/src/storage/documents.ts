/**
 * A small record kept by collection and id: the definition of a form, a version of the model, a consent, an action to run.
 */
export interface Document {
  collection: string
  id: string
  /** Key of the person it is about, like `email:…`; it is erased with that person. Null for nobody. */
  about: string | null
  /** Sort key within a collection, in milliseconds since 1970. */
  at: number
  /** JSON. */
  content: string
}

/** The key of a document. */
export type DocumentName = Pick<Document, 'collection' | 'id'>

/** Filter and order of a list of documents. */
export interface DocumentListing {
  collection: string
  /** Only documents with these ids. */
  ids?: string[]
  /** Only documents about these persons. */
  about?: string[]
  /** Start after this position. */
  after?: Pick<Document, 'at' | 'id'> | null
  /** Only documents whose `at` is not later. */
  until?: number
  /** Newest first. */
  descending?: boolean
  /** No limit by default. */
  limit?: number
}

/** Reads of documents. */
export interface DocumentReading {
  /** Documents in the order of `at`; ties by id, in the same direction. */
  documents(listing: DocumentListing): Promise<Document[]>
}

/** Writes of documents in a transaction; an adapter over a network locks those it reads there. */
export interface DocumentWriting {
  /** Inserts or replaces documents. */
  saveDocuments(documents: Document[]): Promise<void>
  deleteDocuments(names: DocumentName[]): Promise<void>
  /** Deletes the documents about these persons in all collections. */
  deleteDocumentsAbout(persons: string[]): Promise<void>
}
