/**
 * A small record of the collector's own, kept under its collection and id: the definition of a form, a version of the model,
 * a consent, an action that waits.
 */
export interface Document {
  collection: string
  id: string
  /** Key of the person it is about, like `email:…`: erased with that person; null for nobody. */
  about: string | null
  /** By which the documents of a collection are ordered, in milliseconds since 1970. */
  at: number
  /** JSON. */
  content: string
}

/** Names one document. */
export type DocumentName = Pick<Document, 'collection' | 'id'>

/** Which documents of a collection to list. */
export interface DocumentListing {
  collection: string
  /** Only those with these ids. */
  ids?: string[]
  /** Only those about these persons. */
  about?: string[]
  /** Begins behind this place in the order. */
  after?: Pick<Document, 'at' | 'id'> | null
  /** Only those whose `at` is not later. */
  until?: number
  /** Newest first. */
  descending?: boolean
  /** All unless given. */
  limit?: number
}

/** What a store does with documents when it only reads. */
export interface DocumentReading {
  /** In the order of `at`, ties by id, in the same direction. */
  documents(listing: DocumentListing): Promise<Document[]>
}

/** What a store does with documents in a transaction; a network adapter locks those that it reads. */
export interface DocumentWriting {
  /** Creates or replaces. */
  saveDocuments(documents: Document[]): Promise<void>
  deleteDocuments(names: DocumentName[]): Promise<void>
  /** Deletes what any collection holds about these persons. */
  deleteDocumentsAbout(persons: string[]): Promise<void>
}
