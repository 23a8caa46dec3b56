import type { DatabaseSync } from 'node:sqlite'
import { ERASURES } from '../erasures-setting.ts'
import type { Transaction, VisitorChange } from '../port.ts'
import { prepareQuery } from './rows.ts'
import { createSqliteDeletions } from './sqlite-deletions.ts'
import { createSqliteDocumentWriting } from './sqlite-documents.ts'
import { createSqliteLeadWriting } from './sqlite-leads.ts'
import { createSqliteLog } from './sqlite-log.ts'
import { createSqliteSnapshot } from './sqlite-snapshot.ts'

/** Creates writes by prepared statements, for use within a transaction. */
export function createSqliteTransaction(database: DatabaseSync): Transaction {
  const insertRejected = database.prepare(
    'INSERT INTO rejected (site, message_id, received_at, reason, message) VALUES (?, ?, ?, ?, ?)',
  )
  const savePerson = database.prepare(
    `INSERT INTO persons (key, id, lead, record) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET lead = excluded.lead, record = excluded.record`,
  )
  const saveErased = database.prepare(
    'INSERT INTO erased (mark, until) VALUES (?, ?) ON CONFLICT (mark) DO UPDATE SET until = max(until, excluded.until)',
  )
  const setting = prepareQuery<{ value: string }>(database, 'SELECT value FROM settings WHERE name = ?')
  const saveSetting = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)')
  const saveVisitor = createVisitorSaving(database)

  return {
    ...createSqliteSnapshot((sql) => prepareQuery(database, sql)),
    ...createSqliteLog(database),
    insertRejected: async (messages) => {
      for (const { site, messageId, receivedAt, reason, message } of messages) {
        insertRejected.run(site, messageId, receivedAt, reason, message)
      }
    },
    saveVisitors: async (changes) => changes.forEach(saveVisitor),
    savePersons: async (persons) => {
      for (const person of persons) savePerson.run(person.key, person.id, person.lead, JSON.stringify(person))
    },
    ...createSqliteLeadWriting(database),
    ...createSqliteDeletions(database),
    // Needs no lock, because SQLite runs one write transaction at a time.
    erasures: async () => {
      const [saved] = setting(ERASURES)
      return saved === undefined ? null : JSON.parse(saved.value)
    },
    saveErasures: async (erasures, marks) => {
      saveSetting.run(ERASURES, JSON.stringify(erasures))
      for (const { mark, until } of marks) saveErased.run(mark, until)
    },
    saveSetting: async (name, value) => {
      saveSetting.run(name, value)
    },
    ...createSqliteDocumentWriting(database),
  }
}

function createVisitorSaving(database: DatabaseSync): (change: VisitorChange) => void {
  const saveVisitor = database.prepare(
    'INSERT INTO visitors (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record',
  )
  const deleteVisits = database.prepare('DELETE FROM visits WHERE at = ? AND visitor = ?')
  const saveVisit = database.prepare(
    `INSERT INTO visits (at, visitor, number, channel, source, medium, campaign)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const saveLink = database.prepare('INSERT OR IGNORE INTO links (person, visitor) VALUES (?, ?)')

  return ({ visitor, visits, replaces, linked }) => {
    saveVisitor.run(visitor.id, JSON.stringify(visitor))
    for (const at of replaces) deleteVisits.run(at, visitor.id)
    for (const { number, start, source } of visits) {
      const { channel, source: name, medium, campaign } = source
      saveVisit.run(start.at, visitor.id, number, channel, name, medium, campaign)
    }
    for (const person of linked) saveLink.run(person, visitor.id)
  }
}
