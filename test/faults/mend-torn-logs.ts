import { existsSync, globSync, readFileSync, truncateSync } from 'node:fs'

/** A log is written in blocks; a record that does not fit into what is left of one goes on in the next. */
const BLOCK_BYTES = 32_768

/** Checksum, length and kind, before each part of a record. */
const HEADER_BYTES = 7

/** Kinds of parts: a whole record, or the last of its parts. */
const ENDS = [1, 4]

/**
 * Cuts off what a killed Chromium had half written at the end of a log of IndexedDB: a record that nobody was promised. LevelDB skips it,
 * but Chromium has it go on in the same log, takes what follows for the rest of that record at the next start, finds the log corrupt, and
 * deletes all databases of the site (https://github.com/google/leveldb/issues/1287). No page can prevent that, nor can a tracker. Call it
 * while no browser runs.
 *
 * @returns how many logs were mended
 */
export function mendTornLogs(profile: string): number {
  return findLogs(profile).filter((path) => {
    const log = readFileSync(path)
    const end = endOfRecords(log)
    if (end < log.length) truncateSync(path, end)
    return end < log.length
  }).length
}

/** The logs of IndexedDB in a profile of Chromium's. */
export function findLogs(profile: string): string[] {
  const folder = `${profile}/Default/IndexedDB`
  return existsSync(folder) ? globSync(`${folder}/*.leveldb/{*.log,MANIFEST-*}`) : []
}

/** Where the last whole record ends; see https://github.com/google/leveldb/blob/main/doc/log_format.md */
function endOfRecords(log: Buffer): number {
  let end = 0
  for (let at = 0; at + HEADER_BYTES <= log.length; ) {
    const room = BLOCK_BYTES - (at % BLOCK_BYTES)
    if (room < HEADER_BYTES) {
      at += room
      continue
    }
    const kind = log.readUInt8(at + 6)
    at += HEADER_BYTES + log.readUInt16LE(at + 4)
    if (at <= log.length && ENDS.includes(kind)) end = at
  }
  return end
}
