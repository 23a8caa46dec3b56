import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Entry } from './entry.ts'

/** A file to which lines are added. */
export interface Journal {
  /** Returns when it is on the disk; when it throws, nothing of it is in the file. */
  append(entry: Entry): void
  read(): Entry[]
  /** Whether one of these texts stands anywhere in the file. */
  contains(texts: string[]): boolean
  /** Writes the file anew; at every moment there is the old one or the new one. */
  replace(entries: Entry[]): void
  close(): void
}

/** Opens it, or makes it. What a crash left of a last line is cut off: nobody was told that it was there. */
export function openJournal(path: string): Journal {
  let file = openSync(path, 'a+', 0o600)
  let size = wholeLines(path)
  ftruncateSync(file, size)
  sync(dirname(path))

  return {
    append(entry) {
      const line = Buffer.from(`${JSON.stringify(entry)}\n`)
      try {
        for (let written = 0; written < line.length; ) written += writeSync(file, line, written)
        fsyncSync(file)
        size += line.length
      } catch (error) {
        ftruncateSync(file, size)
        throw error
      }
    },
    read: () =>
      readFileSync(path, 'utf8')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    contains(texts) {
      const content = readFileSync(path, 'utf8')
      return texts.some((text) => content.includes(JSON.stringify(text).slice(1, -1)))
    },
    replace(entries) {
      const next = `${path}.next`
      writeFileSync(next, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), { mode: 0o600 })
      sync(next)
      renameSync(next, path)
      sync(dirname(path))
      closeSync(file)
      file = openSync(path, 'a+')
      size = wholeLines(path)
    },
    close() {
      if (file >= 0) closeSync(file)
      file = -1
    },
  }
}

/** Bytes up to the end of the last whole line. */
function wholeLines(path: string): number {
  return readFileSync(path).lastIndexOf(10) + 1
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
