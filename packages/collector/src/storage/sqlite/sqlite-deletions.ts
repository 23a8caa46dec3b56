import type { DatabaseSync } from 'node:sqlite'
import type { Transaction } from '../port.ts'

type Deletions = Pick<Transaction, 'deleteVisitors' | 'deletePersons' | 'deleteRejected'>

/** Creates deletions by prepared statements, for use within a transaction. */
export function createSqliteDeletions(database: DatabaseSync): Deletions {
  const visitor = database.prepare('DELETE FROM visitors WHERE id = ?')
  const visit = database.prepare('DELETE FROM visits WHERE at = ? AND visitor = ?')
  const linksOfVisitor = database.prepare('DELETE FROM links WHERE visitor = ?')
  const person = database.prepare('DELETE FROM persons WHERE key = ?')
  const linksOfPerson = database.prepare('DELETE FROM links WHERE person = ?')
  const rejected = database.prepare('DELETE FROM rejected WHERE id = ?')

  return {
    deleteVisitors: async (visitors) => {
      for (const { id, visits } of visitors) {
        for (const at of visits) visit.run(at, id)
        linksOfVisitor.run(id)
        visitor.run(id)
      }
    },
    deletePersons: async (keys) => {
      for (const key of keys) {
        linksOfPerson.run(key)
        person.run(key)
      }
    },
    deleteRejected: async (ids) => {
      for (const id of ids) rejected.run(id)
    },
  }
}
