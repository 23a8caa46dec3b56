import { documentKey } from '../document-key.ts'
import type { Document, DocumentListing, DocumentReading, DocumentWriting } from '../documents.ts'
import { bigints, texts } from './arrays.ts'
import type { Parameter, Session } from './session.ts'

/**
 * Creates the reading of documents.
 *
 * @param locking `FOR UPDATE` in a transaction that may change them
 */
export function createPostgresDocumentReading(session: Session, locking = ''): DocumentReading {
  return {
    documents: async (listing) => {
      const { sql, parameters } = selectDocuments(listing)
      const rows = await session.query<Document>(`${sql} ${locking}`, ...parameters)
      // The driver returns 64-bit integers as strings.
      return rows.map((row) => ({ ...row, at: Number(row.at) }))
    },
  }
}

/** Creates the writing of documents; each call is one statement. */
export function createPostgresDocumentWriting(session: Session): DocumentWriting {
  return {
    saveDocuments: async (documents) => {
      // PostgreSQL rejects an upsert that contains the same key twice.
      const latest = [...new Map(documents.map((document) => [documentKey(document), document])).values()]
      if (latest.length === 0) return
      session.send(
        `INSERT INTO documents (collection, id, about, at, content)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[])
         ON CONFLICT (collection, id)
         DO UPDATE SET about = excluded.about, at = excluded.at, content = excluded.content`,
        texts(latest.map(({ collection }) => collection)),
        texts(latest.map(({ id }) => id)),
        texts(latest.map(({ about }) => about)),
        bigints(latest.map(({ at }) => at)),
        texts(latest.map(({ content }) => content)),
      )
    },
    deleteDocuments: async (names) => {
      if (names.length === 0) return
      session.send(
        `DELETE FROM documents USING unnest($1::text[], $2::text[]) AS gone (collection, id)
         WHERE documents.collection = gone.collection AND documents.id = gone.id`,
        texts(names.map(({ collection }) => collection)),
        texts(names.map(({ id }) => id)),
      )
    },
    deleteDocumentsAbout: async (persons) => {
      if (persons.length === 0) return
      session.send('DELETE FROM documents WHERE about = ANY($1::text[])', texts(persons))
    },
  }
}

function selectDocuments({ collection, ids, about, after, until, descending, limit }: DocumentListing): {
  sql: string
  parameters: Parameter[]
} {
  const parameters: Parameter[] = []
  const parameter = (value: Parameter) => `$${parameters.push(value)}`
  const conditions = [`collection = ${parameter(collection)}`]
  if (ids !== undefined) conditions.push(`id = ANY(${parameter(texts(ids))}::text[])`)
  if (about !== undefined) conditions.push(`about = ANY(${parameter(texts(about))}::text[])`)
  if (until !== undefined) conditions.push(`at <= ${parameter(until)}`)
  if (after) {
    const place = `(${parameter(after.at)}::bigint, ${parameter(after.id)}::text COLLATE "C")`
    conditions.push(`(at, id) ${descending ? '<' : '>'} ${place}`)
  }
  const direction = descending ? 'DESC' : 'ASC'
  const sql = `SELECT collection, id, about, at, content FROM documents WHERE ${conditions.join(' AND ')}
    ORDER BY at ${direction}, id ${direction} LIMIT ${parameter(limit ?? null)}`
  return { sql, parameters }
}
