import { createHash } from 'node:crypto'

/** What the driver is told so that it prepares a statement: a name, or nothing. */
export type NameStatement = (sql: string) => { name?: string }

/** The names of one store. */
export interface StatementNames {
  nameOf: NameStatement
  /** From then on nothing has a name, and nothing stays prepared. */
  giveUp(): void
}

/** Names statements by their text, so that one that somebody else prepared under the same name is the same. */
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
