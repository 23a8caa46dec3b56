import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { listPageFiles } from '@leadlight/dashboard'
import { errorCode } from '../failure.ts'
import type { StaticFile } from './static-files.ts'

/** The static files of the server, by path. */
export interface Assets {
  /** The page of leads. */
  page: Map<string, StaticFile>
  /** The scripts that websites embed. */
  scripts: Map<string, StaticFile>
  /** Paths of missing files, in a checkout that was not built; empty in the published package. */
  missing: string[]
}

const scriptFolder = new URL('../../assets/', import.meta.url)
const scriptType = 'text/javascript; charset=utf-8'

/** Reads all assets into memory. The build copies the scripts into the `assets` folder of this package. */
export function readAssets(): Assets {
  const page = listPageFiles().map(({ path, file, contentType }) => ({
    path: `/${path}`,
    file,
    type: contentType,
  }))
  const scripts = listScripts().map((name) => ({
    path: `/${name}`,
    file: new URL(name, scriptFolder),
    type: scriptType,
  }))
  const missing: string[] = []
  const read = (files: { path: string; file: URL; type: string }[]) => {
    const found = new Map<string, StaticFile>()
    for (const { path, file, type } of files) {
      const body = readIfThere(file)
      if (body === undefined) missing.push(path)
      else found.set(path, { type, body })
    }
    return found
  }
  return { page: read(page), scripts: read(scripts), missing }
}

/** Lists the scripts; always includes `leadlight.js`, so that its absence is noticed. */
function listScripts(): string[] {
  const present = existsSync(scriptFolder) ? readdirSync(scriptFolder) : []
  return [...new Set(['leadlight.js', ...present])]
}

function readIfThere(file: URL): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new Uint8Array(readFileSync(file))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw error
  }
}
