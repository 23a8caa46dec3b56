import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { Transaction } from '../port.ts'
import { bigints, texts } from './arrays.ts'
import { createErasureWriting } from './erasure.ts'
import { insertEvents } from './insert-events.ts'
import { listLeads } from './list-leads.ts'
import { lockPersons } from './lock-persons.ts'
import { createLocks } from './locks.ts'
import { createPostgresDocumentReading, createPostgresDocumentWriting } from './postgres-documents.ts'
import { createPostgresSnapshot } from './postgres-snapshot.ts'
import { type RecordRow, readRecords } from './rows.ts'
import { deleteLeads, dropNextLeads, saveLeads, saveNextLeads, swapLeads } from './save-leads.ts'
import { saveVisitors } from './save-visitors.ts'
import type { Session } from './session.ts'

/**
 * Creates reads with locks, and writes. A transaction that changes a lead, by its events or its persons, locks the lead.
 * One that adds events to a visitor locks the visitor and, if this changes who sent earlier events, the leads of all its
 * persons. Visitors read on behalf of their persons then need no lock of their own.
 *
 * @param months those known to have a partition in the log
 */
export function createPostgresTransaction(
  session: Session,
  months: Set<string>,
): { transaction: Transaction; finish: () => void } {
  const locks = createLocks(session)
  const snapshot = createPostgresSnapshot(session)
  const parse = <Item>(records: string[]): Item[] => records.map((record) => JSON.parse(record))

  const transaction: Transaction = {
    ...snapshot,
    ...createErasureWriting(session),
    ...createPostgresDocumentReading(session, 'FOR UPDATE'),
    ...createPostgresDocumentWriting(session),
    visitors: async (ids) => parse<Visitor>(await locks.lock('visitors', ids)),
    persons: (keys) => lockPersons(session, locks, keys),
    members: async (leads) => {
      await locks.lock('leads', leads)
      return await snapshot.members(leads)
    },
    leads: async (ids) => parse<LeadRecord>(await locks.lock('leads', ids)),
    listLeads: (listing) => listLeads(session, listing, 'FOR UPDATE'),
    dueLeads: async (at, limit) =>
      readRecords<LeadRecord>(
        await session.query<RecordRow>(
          'SELECT record FROM leads WHERE changes_at <= $1 ORDER BY changes_at, id LIMIT $2 FOR UPDATE',
          at,
          limit,
        ),
      ),
    setting: async (name, unlocked) =>
      unlocked ? snapshot.setting(name) : ((await locks.lock('settings', [name]))[0] ?? null),

    insertEvents: (events) => insertEvents(session, events, months),
    insertRejected: async (messages) => {
      if (messages.length === 0) return
      session.send(
        `INSERT INTO rejected (site, message_id, received_at, reason, message)
         SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[])`,
        texts(messages.map(({ site }) => site)),
        texts(messages.map(({ messageId }) => messageId)),
        bigints(messages.map(({ receivedAt }) => receivedAt)),
        texts(messages.map(({ reason }) => reason)),
        texts(messages.map(({ message }) => message)),
      )
    },
    saveVisitors: async (changes) => {
      saveVisitors(session, changes)
      locks.saved(
        'visitors',
        changes.map(({ visitor }) => visitor.id),
      )
    },
    savePersons: async (persons) => {
      savePersons(session, persons)
      locks.saved(
        'persons',
        persons.map(({ key }) => key),
      )
    },
    saveLeads: async (leads) => {
      saveLeads(session, leads)
      locks.saved(
        'leads',
        leads.map(({ lead }) => lead.id),
      )
    },
    deleteLeads: async (ids) => deleteLeads(session, ids),
    saveNextLeads: async (leads) => saveNextLeads(session, leads),
    swapLeads: async () => swapLeads(session),
    dropNextLeads: (limit) => dropNextLeads(session, limit),
    saveSetting: async (name, value) => {
      session.send(
        'INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        name,
        value,
      )
      locks.saved('settings', [name])
    },
  }
  return { transaction, finish: locks.clear }
}

function savePersons(session: Session, persons: Person[]): void {
  if (persons.length === 0) return
  session.send(
    `INSERT INTO persons (key, id, lead, record) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
     ON CONFLICT (key) DO UPDATE SET id = excluded.id, lead = excluded.lead, record = excluded.record`,
    texts(persons.map(({ key }) => key)),
    texts(persons.map(({ id }) => id)),
    texts(persons.map(({ lead }) => lead)),
    texts(persons.map((person) => JSON.stringify(person))),
  )
}
