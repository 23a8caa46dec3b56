import type { DatabaseSync } from 'node:sqlite'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Transaction } from '../port.ts'
import { writeWords } from '../word-search.ts'
import { prepareQuery, writeSourceGroup } from './rows.ts'

/** Columns of a lead other than `id` and `search_text`, in the order of the parameters. */
const ranks = [
  'score',
  'changing',
  'changes_at',
  'stage',
  'grade',
  'owner',
  'first_seen',
  'last_seen',
  'first_source',
  'record',
] as const

/** Creates the writing of leads and their search words, for use within a transaction. */
export function createSqliteLeadWriting(
  database: DatabaseSync,
): Pick<Transaction, 'saveLeads' | 'deleteLeads' | 'saveNextLeads' | 'swapLeads' | 'dropNextLeads'> {
  const update = database.prepare(
    `UPDATE leads SET ${ranks.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
  )
  const insert = database.prepare(
    `INSERT INTO leads (${ranks.join(', ')}, id, search_text) VALUES (${'?, '.repeat(ranks.length)}?, ?)`,
  )
  const saveNext = database.prepare(
    `INSERT OR REPLACE INTO next_leads (${ranks.join(', ')}, id, search_text)
     VALUES (${'?, '.repeat(ranks.length)}?, coalesce((SELECT search_text FROM leads WHERE id = ?), ''))`,
  )
  const removeNext = database.prepare('DELETE FROM next_leads WHERE id = ?')
  const dropNext = database.prepare('DELETE FROM next_leads WHERE id IN (SELECT id FROM next_leads LIMIT ?)')
  const remove = database.prepare('DELETE FROM leads WHERE id = ?')
  const searchText = prepareQuery<{ text: string }>(
    database,
    'SELECT search_text AS text FROM leads WHERE id = ?',
  )
  const saveText = database.prepare('UPDATE leads SET search_text = ? WHERE id = ?')
  const addWords = database.prepare(
    'INSERT OR IGNORE INTO lead_words (word, lead) SELECT value, ? FROM json_each(?)',
  )
  const removeWord = database.prepare('DELETE FROM lead_words WHERE word = ? AND lead = ?')

  /** Replaces a lead's words. Text saved by an earlier release may contain words that are not in the table. */
  const changeWords = (id: string, words: string[]) => {
    const before = searchText(id)[0]?.text ?? ''
    const text = writeWords(words)
    if (text === before) return
    const wanted = new Set(words)
    for (const word of new Set(before.split(' '))) if (!wanted.has(word)) removeWord.run(word, id)
    addWords.run(id, JSON.stringify(words))
    saveText.run(text, id)
  }

  return {
    saveLeads: async (leads) => {
      for (const { lead, words } of leads) {
        const values = [...rankOf(lead), JSON.stringify(lead), lead.id]
        if (Number(update.run(...values).changes) === 0) {
          insert.run(...values, writeWords(words ?? []))
          if (words !== null) addWords.run(lead.id, JSON.stringify(words))
        } else if (words !== null) changeWords(lead.id, words)
      }
    },
    deleteLeads: async (ids) => {
      for (const id of ids) {
        changeWords(id, [])
        remove.run(id)
        removeNext.run(id)
      }
    },
    saveNextLeads: async (leads) => {
      for (const lead of leads) saveNext.run(...rankOf(lead), JSON.stringify(lead), lead.id, lead.id)
    },
    swapLeads: async () => {
      database.exec('ALTER TABLE leads RENAME TO former_leads')
      database.exec('ALTER TABLE next_leads RENAME TO leads')
      database.exec('ALTER TABLE former_leads RENAME TO next_leads')
    },
    dropNextLeads: async (limit) => Number(dropNext.run(limit).changes),
  }
}

function rankOf(lead: LeadRecord): (string | number | null)[] {
  const { score, changesAt, stage, grade, owner, firstSeen, lastSeen, firstTouch } = lead
  const firstSource = firstTouch && writeSourceGroup(firstTouch.source)
  return [
    ...[score, Number(changesAt !== null), changesAt, stage, grade, owner, firstSeen, lastSeen],
    firstSource,
  ]
}
