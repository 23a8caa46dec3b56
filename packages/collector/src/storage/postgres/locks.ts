import { texts } from './arrays.ts'
import type { Session } from './session.ts'

/** A table whose rows are locked by key, and its columns. */
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

/** The locks of one transaction; all are held until it ends. */
export interface Locks {
  /**
   * Locks rows by key, in order, and gives their contents. What does not exist is locked as well, by an empty row in its
   * place, which anybody else who wants to make one waits for.
   */
  lock(table: TableName, keys: Iterable<string>): Promise<string[]>
  /**
   * Only holds the place of rows that do not exist, without a lock on those that do; gives the keys whose place is held.
   */
  reserve(table: TableName, keys: Iterable<string>): Promise<string[]>
  /** Whether all these are locked, or their places held. */
  holds(table: TableName, keys: Iterable<string>): boolean
  /** To be told which rows were saved, so that their places need not be cleared. */
  saved(table: TableName, keys: Iterable<string>): void
  /** Removes the empty rows that are left. */
  clear(): void
}

/** Makes the locks of the transaction that this session is in. */
export function createLocks(session: Session): Locks {
  const held: Record<TableName, Set<string>> = newSets()
  const empty: Record<TableName, Set<string>> = newSets()

  /** Takes the places of those that nobody sees a row of. */
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
  const lockThere = (table: TableName, keys: string[]) => {
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
        // A condition that is never met: a row that another one has just made is locked, and stays as it is.
        const onConflict = `DO UPDATE SET ${key} = excluded.${key} WHERE false`
        const [rows, made] = await Promise.all([lockThere(table, keys), reserve(table, keys, onConflict)])
        for (const { content } of rows) if (content !== null) contents.push(content)
        const done = new Set([...made, ...rows.map((row) => row.key)])
        for (const item of done) held[table].add(item)
        // Those that others made in between.
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

/** The one order in which all collectors lock. */
function inOrder(keys: Iterable<string>): string[] {
  return [...new Set(keys)].sort()
}
