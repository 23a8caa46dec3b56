import { texts } from './arrays.ts'
import type { Session } from './session.ts'

/** A table whose rows are locked by key. */
interface LockedTable {
  name: 'visitors' | 'persons' | 'leads' | 'settings'
  key: string
  content: string
}

const tables = {
  visitors: { name: 'visitors', key: 'id', content: 'record' },
  persons: { name: 'persons', key: 'key', content: 'record' },
  leads: { name: 'leads', key: 'id', content: 'record' },
  settings: { name: 'settings', key: 'name', content: 'value' },
} as const satisfies Record<string, LockedTable>

type TableName = keyof typeof tables

/** The row locks of one transaction, held until it ends. */
export interface Locks {
  /**
   * Locks rows by key, in order, and returns their contents. A missing row is locked as well, by inserting an empty row
   * in its place: any other transaction that wants to create it waits.
   */
  lock(table: TableName, keys: Iterable<string>): Promise<string[]>
  /**
   * Inserts empty rows in place of missing ones, without locking those that exist; returns the keys of the rows inserted.
   */
  reserve(table: TableName, keys: Iterable<string>): Promise<string[]>
  /** Whether all of these rows are locked, or reserved by an empty row. */
  holds(table: TableName, keys: Iterable<string>): boolean
  /** Marks rows as saved, so that `clear` need not delete them. */
  saved(table: TableName, keys: Iterable<string>): void
  /** Deletes the empty rows that are left. */
  clear(): void
}

/** Creates the locks of a session's transaction. */
export function createLocks(session: Session): Locks {
  const held: Record<TableName, Set<string>> = newSets()
  const empty: Record<TableName, Set<string>> = newSets()

  /** Inserts empty rows for the keys that have no visible row. */
  const reserve = async (table: TableName, keys: string[], onConflict: string): Promise<string[]> => {
    const { name, key } = tables[table]
    const made = await session.query<{ key: string }>(
      `INSERT INTO ${name} (${key}) SELECT wanted.key FROM unnest($1::text[]) AS wanted (key)
       WHERE NOT EXISTS (SELECT FROM ${name} WHERE ${name}.${key} = wanted.key) ORDER BY wanted.key COLLATE "C"
       ON CONFLICT (${key}) ${onConflict} RETURNING ${key} AS key`,
      texts(keys),
    )
    return made.map(({ key }) => {
      held[table].add(key)
      empty[table].add(key)
      return key
    })
  }
  const lockExisting = (table: TableName, keys: string[]) => {
    const { name, key, content } = tables[table]
    return session.query<{ key: string; content: string | null }>(
      `SELECT ${key} AS key, ${content} AS content FROM ${name} WHERE ${key} = ANY($1::text[])
       ORDER BY ${key} FOR UPDATE`,
      texts(keys),
    )
  }

  return {
    async lock(table, wanted) {
      const contents: string[] = []
      let keys = inOrder(wanted)
      while (keys.length > 0) {
        const { key } = tables[table]
        // Because of WHERE false, a row that was just created by another transaction is locked but not changed.
        const onConflict = `DO UPDATE SET ${key} = excluded.${key} WHERE false`
        const [rows, made] = await Promise.all([lockExisting(table, keys), reserve(table, keys, onConflict)])
        for (const { content } of rows) if (content !== null) contents.push(content)
        const done = new Set([...made, ...rows.map((row) => row.key)])
        for (const item of done) held[table].add(item)
        // Repeat for the rows that others created in between.
        keys = keys.filter((item) => !done.has(item))
      }
      return contents
    },
    async reserve(table, wanted) {
      const keys = inOrder(wanted)
      return keys.length === 0 ? [] : await reserve(table, keys, 'DO NOTHING')
    },
    holds(table, keys) {
      for (const key of keys) if (!held[table].has(key)) return false
      return true
    },
    saved(table, keys) {
      for (const key of keys) empty[table].delete(key)
    },
    clear() {
      for (const table of Object.values(tables)) {
        const keys = [...empty[table.name]]
        if (keys.length === 0) continue
        session.send(
          `DELETE FROM ${table.name} WHERE ${table.key} = ANY($1::text[]) AND ${table.content} IS NULL`,
          texts(keys),
        )
      }
    },
  }
}

function newSets(): Record<TableName, Set<string>> {
  return { visitors: new Set(), persons: new Set(), leads: new Set(), settings: new Set() }
}

/** The order in which all collectors lock rows, so that they cannot deadlock. */
function inOrder(keys: Iterable<string>): string[] {
  return [...new Set(keys)].sort()
}
