import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { copySqliteLeads } from './copy-sqlite-leads.ts'
import { createDraw, fillLeads } from './fill-leads.ts'
import {
  bareRecord,
  drawSome,
  type OpenSide,
  openCollector,
  ownCpu,
  TAKEN,
  writeCount,
} from './grown-side.ts'

/** Two files, the second a copy of the first with `leads` leads; the function opens them. */
export async function makeSqliteSides(folder: string, leads: number): Promise<() => OpenSide[]> {
  const path = (name: string) => join(folder, `${name}.db`)
  const collector = openCollector(sqliteStore(path('few')))
  await fillLeads(collector, TAKEN)
  await collector.close()
  copyFileSync(path('few'), path('many'))
  // The indexes of both are made anew.
  copySqliteLeads(path('few'), 1)
  copySqliteLeads(path('many'), leads / TAKEN)
  return () => [openSqlite(path('few'), TAKEN), openSqlite(path('many'), leads)]
}

function openSqlite(path: string, leads: number): OpenSide {
  // A file of its own, so that nothing else is in the cache.
  const database = new DatabaseSync(`${path}-bare`)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;
    PRAGMA wal_autocheckpoint = 16384;
    CREATE TABLE IF NOT EXISTS bare (id TEXT NOT NULL UNIQUE, score REAL, record TEXT) STRICT;
    ATTACH '${path}' AS full; INSERT OR IGNORE INTO bare SELECT id, score, record FROM full.leads; DETACH full;
    PRAGMA wal_checkpoint(TRUNCATE)`)
  const ids = database
    .prepare('SELECT id FROM bare')
    .all()
    .map(({ id }) => String(id))
  const upsert = database.prepare(
    `INSERT INTO bare VALUES (?, 1, ?)
     ON CONFLICT DO UPDATE SET score = score + 1, record = excluded.record`,
  )
  const collector = openCollector(sqliteStore(path))
  return {
    draw: createDraw(leads, TAKEN),
    ingest: collector.ingest,
    async upsert() {
      database.exec('BEGIN')
      for (const id of drawSome(ids)) upsert.run(id, bareRecord)
      database.exec('COMMIT')
    },
    async count() {
      const reader = new DatabaseSync(path, { readOnly: true })
      const counted = reader.prepare(writeCount('main')).get()
      reader.close()
      return Number(counted?.count)
    },
    cpu: ownCpu,
    async close() {
      await collector.close()
      database.close()
    },
  }
}
