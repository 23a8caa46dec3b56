import type { Document, DocumentListing } from '../documents.ts'
import type { Store } from '../port.ts'
import { contractCase, expectEqual, expectFailure } from './check.ts'

const sample = (id: string, at: number, about: string | null = null, collection = 'forms'): Document => ({
  collection,
  id,
  about,
  at,
  content: JSON.stringify({ id, text: "Grüße, it's नमस्ते" }),
})

const documents = [
  sample('c', 1),
  sample('a', 2, 'email:a@x.io'),
  sample('B', 2, 'email:b@x.io'),
  sample('d', 3, 'email:a@x.io'),
  sample('a', 4, 'email:a@x.io', 'others'),
]

async function fill(store: Store): Promise<void> {
  await store.transact((tx) => tx.saveDocuments(documents))
}

async function ids(store: Store, listing: Omit<DocumentListing, 'collection'>): Promise<string> {
  const found = await store.read((snapshot) => snapshot.documents({ collection: 'forms', ...listing }))
  return found.map(({ id }) => id).join(' ')
}

/** Cases about documents. */
export const documentCases = [
  contractCase('documents are listed in order, whole or in parts', async (store) => {
    await fill(store)
    const all = await store.read((snapshot) => snapshot.documents({ collection: 'forms' }))
    expectEqual(all, [documents[0], documents[2], documents[1], documents[3]], 'all of a collection')
    expectEqual(await ids(store, { descending: true }), 'd a B c', 'newest first')
    expectEqual(await ids(store, { limit: 2 }), 'c B', 'the first two')
    expectEqual(await ids(store, { after: { at: 2, id: 'B' } }), 'a d', 'behind a place')
    expectEqual(
      await ids(store, { after: { at: 2, id: 'a' }, descending: true }),
      'B c',
      'behind it, backwards',
    )
    expectEqual(await ids(store, { until: 2 }), 'c B a', 'up to a time')
    expectEqual(await ids(store, { ids: ['d', 'c', 'x', 'd'] }), 'c d', 'by id')
    expectEqual(await ids(store, { ids: [] }), '', 'by no id')
    expectEqual(await ids(store, { about: ['email:a@x.io', 'email:c@x.io'] }), 'a d', 'about somebody')
  }),

  contractCase('a document saved again is replaced, one deleted is gone', async (store) => {
    await fill(store)
    await store.transact((tx) => tx.saveDocuments([sample('a', 7), sample('a', 9)]))
    expectEqual(await ids(store, {}), 'c B d a', 'after a change')
    expectEqual(await ids(store, { about: ['email:a@x.io'] }), 'd', 'about somebody')
    await store.transact(async (tx) => {
      await tx.deleteDocuments([
        { collection: 'forms', id: 'c' },
        { collection: 'nothing', id: 'a' },
      ])
      const found = await tx.documents({ collection: 'forms' })
      expectEqual(found.map(({ id }) => id).join(' '), 'B d a', 'within the transaction')
    })
    await store.transact((tx) => tx.deleteDocumentsAbout(['email:a@x.io', 'email:b@x.io']))
    expectEqual(await ids(store, {}), 'a', 'after all about two persons went')
    const others = await store.read((snapshot) => snapshot.documents({ collection: 'others' }))
    expectEqual(others, [], 'in the other collection')
  }),

  contractCase('changes of documents are undone when their transaction fails', async (store) => {
    await fill(store)
    const failing = store.transact(async (tx) => {
      await tx.saveDocuments([sample('new', 1), sample('a', 9)])
      await tx.deleteDocumentsAbout(['email:b@x.io'])
      throw new Error('on purpose')
    })
    await expectFailure(failing, 'a failing change')
    expectEqual(await ids(store, {}), 'c B a d', 'afterwards')
  }),
]
