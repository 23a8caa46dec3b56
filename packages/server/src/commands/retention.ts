import { existsSync } from 'node:fs'
import { pruneRecords, readStoredModel, shortenLog } from '@leadlight/collector'
import { defaultModel } from '@leadlight/scoring'
import { isPostgres, openStore } from '../configuration/open-store.ts'
import { Failure } from '../failure.ts'

/** Options of `leadlight retention`. */
export interface RetentionOptions {
  db: string
  keepEventsDays: number
  vacuum?: boolean
}

const DAY_MS = 24 * 3_600_000

/**
 * Deletes events older than the given number of days, and temporary records past their time; identities and traits stay. With
 * `vacuum`, the free space is returned to the disk, which blocks the database for some seconds per gigabyte.
 */
export async function applyRetention({ db, keepEventsDays, vacuum }: RetentionOptions): Promise<string> {
  if (!isPostgres(db) && !existsSync(db)) {
    throw new Failure(`There is no database ${db}.\nName one with --db or LEADLIGHT_DB.`)
  }
  const store = await openStore(db)
  try {
    const model = (await readStoredModel(store)) ?? defaultModel
    const before = Date.now() - keepEventsDays * DAY_MS
    const count = await shortenLog({ store, model, before, now: Date.now })
    const records = await pruneRecords({ store, now: Date.now() })
    if (vacuum) await store.scrub([])
    const day = new Date(before).toISOString().slice(0, 10)
    const what = `${count} events from before ${day}, and ${records} records that are kept for a while only`
    return `✓ ${what}, are gone${vacuum ? ', and their room is free again' : ''}.`
  } finally {
    await store.close()
  }
}
