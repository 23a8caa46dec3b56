import type { Segment } from '@leadlight/protocol'
import type { Snapshot, Store } from '../storage/port.ts'

/** The segments of a collector. Throws `StoreUnavailableError` when the store fails. */
export interface SegmentRepository {
  /** Undefined for an unknown segment. */
  find(id: string): Promise<Segment | undefined>
  /** By id. */
  list(): Promise<Segment[]>
  /** Creates or replaces a segment. */
  save(segment: Segment): Promise<void>
  /** False when there was no such segment. */
  remove(id: string): Promise<boolean>
}

/** Name of the collection of documents. */
const COLLECTION = 'segments'

/** Creates a repository that stores segments as documents. */
export function createSegmentRepository(store: Store, now: () => number): SegmentRepository {
  return {
    find: (id) => store.read((snapshot) => readSegment(snapshot, id)),
    async list() {
      const documents = await store.read((snapshot) => snapshot.documents({ collection: COLLECTION }))
      const segments = documents.map(({ content }): Segment => JSON.parse(content))
      return segments.sort((a, b) => (a.id < b.id ? -1 : 1))
    },
    async save(segment) {
      const { id } = segment
      const document = {
        collection: COLLECTION,
        id,
        about: null,
        at: now(),
        content: JSON.stringify(segment),
      }
      await store.transact((transaction) => transaction.saveDocuments([document]))
    },
    remove: (id) =>
      store.transact(async (transaction) => {
        const found = await readSegment(transaction, id)
        await transaction.deleteDocuments([{ collection: COLLECTION, id }])
        return found !== undefined
      }),
  }
}

/** The segment with this id; undefined for an unknown one. */
export async function readSegment(
  snapshot: Pick<Snapshot, 'documents'>,
  id: string,
): Promise<Segment | undefined> {
  const [document] = await snapshot.documents({ collection: COLLECTION, ids: [id] })
  return document && JSON.parse(document.content)
}
