import type { List, SpamItem } from '@leadlight/protocol'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Intake } from '../intake.ts'
import { InvalidCursorError, type PageQuery } from '../lead-service.ts'
import type { Document } from '../storage/documents.ts'
import type { Snapshot, Store, Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { digestText } from './digest-text.ts'

/** Name of the collection of documents with submissions classified as spam, each a `StoredEvent`. */
export const SPAM = 'spam'

/** The document of a submission that was classified as spam; none for other events. */
export async function spamOf(event: StoredEvent, about: string | null): Promise<Document[]> {
  if (event.properties.spam === undefined) return []
  const id = (await digestText(`${event.site}\n${event.messageId}`)).slice(0, 32)
  return [{ collection: SPAM, id, about, at: event.receivedAt, content: JSON.stringify(event) }]
}

/** The submissions in the spam folder that name one of these persons. */
export async function spamAbout(snapshot: Snapshot, keys: string[]): Promise<StoredEvent[]> {
  const documents = await snapshot.documents({ collection: SPAM, about: keys })
  return documents.map(({ content }) => JSON.parse(content))
}

/**
 * A page of the spam folder, newest first.
 *
 * @throws InvalidCursorError
 */
export async function listSpam(snapshot: Snapshot, { limit, cursor }: PageQuery): Promise<List<SpamItem>> {
  const after = cursor === undefined ? null : readCursor(cursor)
  const documents = await snapshot.documents({ collection: SPAM, after, limit: limit + 1, descending: true })
  const data = documents.slice(0, limit).map(present)
  const last = documents[limit - 1]
  return { data, next: documents.length > limit && last !== undefined ? `${last.at}.${last.id}` : null }
}

/** Options of `acceptSpam`. */
export interface SpamRelease {
  store: Store
  intake: Intake
  /** Returns the events to store instead of a submission that is accepted. */
  release(event: StoredEvent): Promise<StoredEvent[]>
}

/**
 * Releases a submission that was classified as spam, as if it had not been: it is scored, becomes a lead, and is confirmed
 * by mail if its form requires that, all as of when it was sent. False for an unknown one.
 */
export async function releaseSpam(
  { store, intake, release: clear }: SpamRelease,
  id: string,
): Promise<boolean> {
  const [document] = await store.read((snapshot) => snapshot.documents({ collection: SPAM, ids: [id] }))
  if (document === undefined) return false
  await intake.accept(await clear(JSON.parse(document.content)), [])
  await store.transact((transaction) => deleteSpam(transaction, [document]))
  return true
}

/** Deletes a submission permanently; false for an unknown one. */
export async function dismissSpam(store: Store, id: string): Promise<boolean> {
  return await store.transact(async (transaction) => {
    const [document] = await transaction.documents({ collection: SPAM, ids: [id] })
    if (document !== undefined) await deleteSpam(transaction, [document])
    return document !== undefined
  })
}

/** Deletes submissions from the spam folder and from the log, where a later erasure would not find them. */
export async function deleteSpam(transaction: Transaction, documents: Document[]): Promise<void> {
  await transaction.deleteEvents(documents.map(({ content }) => JSON.parse(content)))
  await transaction.deleteDocuments(documents)
}

function present({ id, at, content }: Document): SpamItem {
  const { properties, site }: StoredEvent = JSON.parse(content)
  return {
    id,
    receivedAt: new Date(at).toISOString(),
    reason: `${properties.spam}`,
    form: `${properties.form_id ?? ''}`,
    site,
    fields: isJsonObject(properties.fields) ? properties.fields : {},
  }
}

function readCursor(cursor: string): { at: number; id: string } {
  const [, at, id] = /^(\d{1,16})\.([\da-f]{32})$/.exec(cursor) ?? []
  if (at !== undefined && id !== undefined) return { at: Number(at), id }
  throw new InvalidCursorError(
    'The cursor does not belong to this list: use the "next" of the previous page.',
  )
}
