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
  console.error('Installing the libraries to compare with …')
  runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder)
}

/**
 * Builds the script tag when there is none.
 *
 * @throws when the build fails
 */
export function buildOurs(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  if (existsSync(`${root}dist/leadlight.js`)) return
  console.error('Building …')
  runNpm(['run', '--silent', 'build'], root)
}

/** The version of an installed peer. */
export function versionOf(name: string): string {
  return JSON.parse(readFileSync(`${folder}node_modules/${name}/package.json`, 'utf8')).version
}

/** Its output goes to stderr: stdout is the report. */
function runNpm(args: string[], cwd: string): void {
  const { status } = spawnSync('npm', args, { cwd, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`npm ${args[0]} failed in ${cwd}: see its message above.`)
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
