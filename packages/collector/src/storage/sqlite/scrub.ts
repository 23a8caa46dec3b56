import { open } from 'node:fs/promises'
import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Bytes of the file that are searched at a time. */
const CHUNK = 4 * 1024 * 1024

/**
 * Makes sure that no deleted data is left in the files of a database. `secure_delete` overwrites deleted rows, but not the
 * copies that SQLite leaves in the unused part of a page when it moves rows to another one. So the file is searched, and
 * rewritten when anything is found. The write-ahead log is emptied in any case.
 *
 * Nothing else in this process may read or write meanwhile.
 *
 * @throws StoreUnavailableError while another process reads
 */
export async function scrub(database: DatabaseSync, path: string, texts: string[]): Promise<void> {
  emptyLog(database)
  if (texts.length > 0 && !(await holdsAny(path, texts))) return
  database.exec('VACUUM')
  emptyLog(database)
}

/** Checkpoints the write-ahead log and truncates it to zero bytes. */
function emptyLog(database: DatabaseSync): void {
  const result = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  if (result?.busy === 0) return
  throw new StoreUnavailableError(
    'Another process is reading the database, so its log could not be emptied; try again later',
  )
}

async function holdsAny(path: string, texts: string[]): Promise<boolean> {
  const wanted = texts.map((text) => Buffer.from(text))
  const overlap = Math.max(...wanted.map((bytes) => bytes.length)) - 1
  const chunk = Buffer.alloc(CHUNK + overlap)
  const file = await open(path)
  try {
    for (let start = 0; ; start += CHUNK) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length, start)
      const part = chunk.subarray(0, bytesRead)
      if (wanted.some((bytes) => part.includes(bytes))) return true
      if (bytesRead < chunk.length) return false
    }
  } finally {
    await file.close()
  }
}
