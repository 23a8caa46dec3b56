import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { listPageFiles } from '@leadlight/dashboard'
import { errorCode } from '../failure.ts'
import type { StaticFile } from './static-files.ts'

/** What browsers load from the server, by path. */
export interface Assets {
  /** The page of leads. */
  page: Map<string, StaticFile>
  /** The scripts for other people's pages. */
  scripts: Map<string, StaticFile>
  /** Paths whose file is not there because this checkout was not built; empty in the published package. */
  missing: string[]
}

const scriptFolder = new URL('../../assets/', import.meta.url)
const scriptType = 'text/javascript; charset=utf-8'

/** Reads them all, once. The build puts the scripts into this package's `assets` folder. */
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

/** The script that every page loads is always asked for, so that its lack is noticed. */
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
