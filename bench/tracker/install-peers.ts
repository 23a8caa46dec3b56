import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const lock = 'package-lock.json'

/**
 * Installs the peers beside the benchmark when they are missing or of other versions than the lock file's: 130 MB that only the
 * benchmark needs. Their install scripts are not run.
 *
 * @throws when npm fails
 */
export function installPeers(): void {
  const installed = `${folder}node_modules/.${lock}`
  if (existsSync(installed) && sameVersions(`${folder}${lock}`, installed)) return
  console.log('Installing the libraries to compare with …')
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', flags, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error(`npm ci failed in ${folder}: see its message above.`)
}

/** The version of an installed peer. */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, 'utf8')).version
}

function sameVersions(wanted: string, present: string): boolean {
  const [want, have] = [readPackages(wanted), readPackages(present)]
  return Object.entries(want).every(
    ([path, { version, optional }]) => path === '' || optional || have[path]?.version === version,
  )
}

function readPackages(path: string): Record<string, { version?: string; optional?: boolean }> {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}
