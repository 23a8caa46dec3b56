import { readdirSync, readFileSync } from 'node:fs'
import { root } from './source-tree.ts'

/** A package of somebody else's that users install with ours. */
export interface RuntimeDependency {
  name: string
  version: string
  license: string
}

/** An entry of package-lock.json, as far as it matters here. */
export interface LockEntry {
  version?: string
  license?: string
  link?: boolean
  resolved?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

/** Licences that let everybody use what we ship, in closed programs too; the last four ask for nothing at all. */
export const freeLicenses = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'CC0-1.0',
  'MIT-0',
  'Unlicense',
] as const

/** Whether one of the licences that a package offers is free. */
export function isFree(license: string): boolean {
  const offered = license.replaceAll(/[()]/g, '').split(' OR ')
  return offered.some((one) => one.split(' AND ').every((part) => freeLicenses.some((free) => free === part)))
}

/** The lock file's packages. */
export function readLock(): Record<string, LockEntry> {
  return JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages
}

/**
 * Everything that comes along with some of our packages, by the lock file; each name and version once.
 *
 * @param names of our folders in `packages`
 */
export function runtimeDependencies(
  names: readonly string[],
  lock: Record<string, LockEntry> = readLock(),
): RuntimeDependency[] {
  const found = new Map<string, RuntimeDependency>()
  const seen = new Set<string>()
  const visit = (path: string) => {
    if (seen.has(path)) return
    seen.add(path)
    const entry = lock[path]
    if (entry === undefined) throw new Error(`package-lock.json has no ${path}: run npm install.`)
    if (path.includes('node_modules/')) {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      const { version = '', license = 'none' } = entry
      found.set(`${name}@${version}`, { name, version, license })
    }
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      visit(resolve(path, name, lock))
    }
  }
  for (const name of names) visit(`packages/${name}`)
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Names of all our packages' folders. */
export function packageNames(): string[] {
  return readdirSync(`${root}packages`)
}

/** Where Node finds a package: nearest first; our own behind their links. */
function resolve(from: string, name: string, lock: Record<string, LockEntry>): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`
    const entry = lock[path]
    if (entry !== undefined) return entry.link ? (entry.resolved ?? path) : path
    if (folder === '') throw new Error(`package-lock.json has no ${name} for ${from}: run npm install.`)
  }
}
