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
  clear(): Promise<void>
}

/** Makes the locks of the transaction that this session is in. */
export function createLocks(session: Session): Locks {
  const held: Record<TableName, Set<string>> = newSets()
  const empty: Record<TableName, Set<string>> = newSets()

  const reserve = async (table: TableName, keys: string[], onConflict: string): Promise<string[]> => {
    const { name, key } = tables[table]
    const made = await session.query<{ key: string }>(
      `INSERT INTO ${name} (${key}) SELECT unnest($1::text[]) ON CONFLICT (${key}) ${onConflict}
       RETURNING ${key} AS key`,
      keys,
    )
    return made.map(({ key }) => {
      held[table].add(key)
      empty[table].add(key)
      return key
    })
  }

  return {
    async lock(table, wanted) {
      const { name, key, content } = tables[table]
      const keys = inOrder(wanted)
      if (keys.length === 0) return []
      const rows = await session.query<{ key: string; content: string | null }>(
        `SELECT ${key} AS key, ${content} AS content FROM ${name} WHERE ${key} = ANY($1::text[])
         ORDER BY ${key} FOR UPDATE`,
        keys,
      )
      if (rows.length < keys.length) {
        const known = new Set(rows.map((row) => row.key))
        const missing = keys.filter((item) => !known.has(item))
        // A condition that is never met: a row that exists by now is locked, and stays as it is.
        const made = await reserve(table, missing, `DO UPDATE SET ${key} = excluded.${key} WHERE false`)
        if (made.length < missing.length) {
          const late = await session.query<{ key: string; content: string | null }>(
            `SELECT ${key} AS key, ${content} AS content FROM ${name} WHERE ${key} = ANY($1::text[])`,
            missing,
          )
          rows.push(...late)
        }
      }
      for (const item of keys) held[table].add(item)
      return rows.flatMap((row) => (row.content === null ? [] : [row.content]))
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
    async clear() {
      for (const table of Object.values(tables)) {
        const keys = [...empty[table.name]]
        if (keys.length === 0) continue
        await session.query(
          `DELETE FROM ${table.name} WHERE ${table.key} = ANY($1::text[]) AND ${table.content} IS NULL`,
          keys,
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
