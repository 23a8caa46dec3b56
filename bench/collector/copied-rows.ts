import { VISITOR } from './fill-leads.ts'

const visitorIn = (column: string) => `replace(${column}, '${VISITOR}', 'c' || copy || '${VISITOR}')`
const id = (column: string) => `${column} || '-' || copy`
/** Each person is the only one of its lead, which is called as it is. */
const idIn = (column: string, own: string) => `replace(${visitorIn(column)}, ${own}, ${id(own)})`

/** Of each table, columns that differ between copies, by the copy's number `copy`; all others are the same. */
export const copiedRows: Record<string, Record<string, string>> = {
  visitors: { id: visitorIn('id'), record: visitorIn('record') },
  visits: { visitor: visitorIn('visitor') },
  links: { person: visitorIn('person'), visitor: visitorIn('visitor') },
  persons: {
    key: visitorIn('key'),
    id: id('id'),
    lead: id('lead'),
    record: idIn('record', 'id'),
  },
  leads: { id: id('id'), search_text: visitorIn('search_text'), record: idIn('record', 'id') },
  lead_words: { word: visitorIn('word'), lead: id('lead') },
  documents: { id: id('id'), about: id('about') },
}

/** The log on PostgreSQL. */
export const copiedPostgresLog: Record<string, Record<string, string>> = {
  event_ids: { message_id: id('message_id') },
  contexts: { subject: visitorIn('subject') },
  events: {
    subject: visitorIn('subject'),
    message_id: id('message_id'),
    record: visitorIn('record'),
  },
}

/** The log on SQLite; `origins` is how many there are. */
export const copiedSqliteLog: Record<string, Record<string, string>> = {
  origins: { id: 'id + copy * origins', subject: visitorIn('subject') },
  events: {
    seq: 'NULL',
    message_id: id('message_id'),
    origin: 'origin + copy * origins',
    email: visitorIn('email'),
    traits: visitorIn('traits'),
  },
}
