import { type FormDefinition, publishForm } from '@leadlight/protocol'
import { createEtag } from '../http/etag.ts'
import type { Document } from '../storage/documents.ts'
import type { Store } from '../storage/port.ts'

/** A stored form. */
export interface StoredForm {
  definition: FormDefinition
  /** When it was saved, in milliseconds since 1970. */
  savedAt: number
  /** The public part of the definition, as JSON, and its entity tag. */
  published: string
  etag: string
}

/** The forms of a collector. Throws `StoreUnavailableError` when the store fails. */
export interface FormRepository {
  /** Undefined for an unknown form. Changes by other collectors on the same store appear within seconds. */
  find(id: string): Promise<StoredForm | undefined>
  /** By id. */
  list(): Promise<StoredForm[]>
  /** Creates or replaces a form; the definition must have passed `parseForm`. */
  save(definition: FormDefinition): Promise<StoredForm>
  /** False when there was no such form. */
  remove(id: string): Promise<boolean>
}

/** Name of the collection of documents. */
const COLLECTION = 'forms'

/** How long a form is cached, in milliseconds. */
const FRESH_MS = 5_000

/** Bounds the cache, because anybody may request any id. */
const MAX_CACHED_FORMS = 1_000

/** Creates a repository that stores forms as documents. */
export function createFormRepository(store: Store, now: () => number): FormRepository {
  const remembered = new Map<string, { at: number; form: Promise<StoredForm | undefined> }>()

  const read = async (id: string): Promise<StoredForm | undefined> => {
    const [document] = await store.read((snapshot) =>
      snapshot.documents({ collection: COLLECTION, ids: [id] }),
    )
    return document && readForm(document)
  }
  return {
    find(id) {
      const known = remembered.get(id)
      if (known !== undefined && Math.abs(now() - known.at) < FRESH_MS) return known.form
      if (remembered.size >= MAX_CACHED_FORMS) remembered.clear()
      const form = read(id)
      remembered.set(id, { at: now(), form })
      // Try again later when the store fails.
      form.catch(() => remembered.delete(id))
      return form
    },
    async list() {
      const documents = await store.read((snapshot) => snapshot.documents({ collection: COLLECTION }))
      const forms = await Promise.all(documents.map(readForm))
      return forms.sort((a, b) => (a.definition.id < b.definition.id ? -1 : 1))
    },
    async save(definition) {
      const { id } = definition
      const content = JSON.stringify(definition)
      const document = { collection: COLLECTION, id, about: null, at: now(), content }
      await store.transact((transaction) => transaction.saveDocuments([document]))
      remembered.delete(id)
      return await readForm(document)
    },
    async remove(id) {
      const found = await store.transact(async (transaction) => {
        const documents = await transaction.documents({ collection: COLLECTION, ids: [id] })
        await transaction.deleteDocuments([{ collection: COLLECTION, id }])
        return documents.length > 0
      })
      remembered.delete(id)
      return found
    },
  }
}

async function readForm({ content, at }: Document): Promise<StoredForm> {
  const definition: FormDefinition = JSON.parse(content)
  const published = JSON.stringify(publishForm(definition))
  return { definition, savedAt: at, published, etag: await createEtag(published) }
}
