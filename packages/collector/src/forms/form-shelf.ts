import { type FormDefinition, publishForm } from '@leadlight/protocol'
import { digestOf } from '../http/etag.ts'
import type { Document } from '../storage/documents.ts'
import type { Store } from '../storage/port.ts'

/** A form that the collector knows. */
export interface KnownForm {
  definition: FormDefinition
  /** When it was saved, in milliseconds since 1970. */
  savedAt: number
  /** What browsers get, as JSON, and its entity tag. */
  published: string
  etag: string
}

/** The forms that a collector serves and checks answers against. Throws `StoreUnavailableError` when the store fails. */
export interface FormShelf {
  /** Undefined for an unknown one. Another collector on the same store may have changed it some seconds ago. */
  find(id: string): Promise<KnownForm | undefined>
  /** By id. */
  list(): Promise<KnownForm[]>
  /** Creates or replaces; the definition must have passed `parseForm`. */
  save(definition: FormDefinition): Promise<KnownForm>
  /** False when there was none. */
  remove(id: string): Promise<boolean>
}

/** Name of the collection of documents. */
const COLLECTION = 'forms'

/** How long a form is used without asking the store again, in milliseconds. */
const FRESH_MS = 5_000

/** Strangers may ask for any id. */
const REMEMBERED_FORMS = 1_000

/** Keeps forms as documents. */
export function createFormShelf(store: Store, now: () => number): FormShelf {
  const remembered = new Map<string, { at: number; form: Promise<KnownForm | undefined> }>()

  const read = async (id: string): Promise<KnownForm | undefined> => {
    const [document] = await store.read((snapshot) =>
      snapshot.documents({ collection: COLLECTION, ids: [id] }),
    )
    return document && readForm(document)
  }
  return {
    find(id) {
      const known = remembered.get(id)
      if (known !== undefined && Math.abs(now() - known.at) < FRESH_MS) return known.form
      if (remembered.size >= REMEMBERED_FORMS) remembered.clear()
      const form = read(id)
      remembered.set(id, { at: now(), form })
      // A store that cannot be read now may be read later.
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

async function readForm({ content, at }: Document): Promise<KnownForm> {
  const definition: FormDefinition = JSON.parse(content)
  const published = JSON.stringify(publishForm(definition))
  return { definition, savedAt: at, published, etag: await digestOf(published) }
}
