import { createHash } from 'node:crypto'

/** Returns the name under which the driver prepares a statement; empty for an unprepared one. */
export type NameStatement = (sql: string) => { name?: string }

/** The names of a store's prepared statements. */
export interface StatementNames {
  nameOf: NameStatement
  /** Stops preparing statements. */
  giveUp(): void
}

/**
 * Derives names from the text of statements, so that a statement prepared by another client under the same name is the
 * same.
 */
export function createStatementNames(): StatementNames {
  const names = new Map<string, { name: string }>()
  let arePrepared = true
  return {
    nameOf(sql) {
      if (!arePrepared) return {}
      const known = names.get(sql)
      if (known !== undefined) return known
      const named = { name: `leadlight_${createHash('sha256').update(sql).digest('hex').slice(0, 32)}` }
      names.set(sql, named)
      return named
    },
    giveUp() {
      arePrepared = false
    },
  }
}
