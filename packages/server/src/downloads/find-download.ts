import { open } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import type { FindDownload } from '@leadlight/collector'
import { errorCode } from '../failure.ts'

const types: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.epub': 'application/epub+zip',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
}

/** Creates the look-up of downloads in a folder, without its subfolders. */
export function createFindDownload(folder: string): FindDownload {
  return async (name) => {
    if (!/^[\w-][\w .-]*$/.test(name)) return undefined
    try {
      const file = await open(join(folder, name))
      if (!(await file.stat()).isFile()) {
        await file.close()
        return undefined
      }
      const body = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>
      const type = types[extname(name).toLowerCase()]
      return type === undefined ? { body } : { body, type }
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined
      throw error
    }
  }
}
