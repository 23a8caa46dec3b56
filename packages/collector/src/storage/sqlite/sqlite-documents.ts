import type { DatabaseSync } from 'node:sqlite'
import type { Document, DocumentListing, DocumentReading, DocumentWriting } from '../documents.ts'
import type { AsyncQuery, PrepareQuery } from './rows.ts'

/** Creates the reading of documents; each combination of filters is prepared once. */
export function createSqliteDocumentReading(prepare: PrepareQuery): DocumentReading {
  const prepared = new Map<string, AsyncQuery<Document>>()
  return {
    documents: async (listing) => {
      const { sql, parameters } = selectDocuments(listing)
      const query = prepared.get(sql) ?? prepare<Document>(sql)
      prepared.set(sql, query)
      return (await query(...parameters)).map((row) => ({ ...row }))
    },
  }
}

/** Creates the writing of documents by prepared statements. */
export function createSqliteDocumentWriting(database: DatabaseSync): DocumentWriting {
  const save = database.prepare(
    'INSERT OR REPLACE INTO documents (collection, id, about, at, content) VALUES (?, ?, ?, ?, ?)',
  )
  const remove = database.prepare('DELETE FROM documents WHERE collection = ? AND id = ?')
  const removeAbout = database.prepare('DELETE FROM documents WHERE about = ?')
  return {
    saveDocuments: async (documents) => {
      for (const { collection, id, about, at, content } of documents)
        save.run(collection, id, about, at, content)
    },
    deleteDocuments: async (names) => {
      for (const { collection, id } of names) remove.run(collection, id)
    },
    deleteDocumentsAbout: async (persons) => {
      for (const person of persons) removeAbout.run(person)
    },
  }
}

function selectDocuments({ collection, ids, about, after, until, descending, limit }: DocumentListing): {
  sql: string
  parameters: (string | number)[]
} {
  const parameters: (string | number)[] = [collection]
  let sql = 'SELECT collection, id, about, at, content FROM documents WHERE collection = ?'
  const add = (condition: string, ...values: (string | number)[]) => {
    sql += ` AND ${condition}`
    parameters.push(...values)
  }
  const listed = '(SELECT value FROM json_each(?))'
  if (ids !== undefined) add(`id IN ${listed}`, JSON.stringify(ids))
  if (about !== undefined) add(`about IN ${listed}`, JSON.stringify(about))
  if (until !== undefined) add('at <= ?', until)
  if (after) add(`(at, id) ${descending ? '<' : '>'} (?, ?)`, after.at, after.id)
  const direction = descending ? 'DESC' : 'ASC'
  return {
    sql: `${sql} ORDER BY at ${direction}, id ${direction} LIMIT ?`,
    parameters: [...parameters, limit ?? -1],
  }
}
