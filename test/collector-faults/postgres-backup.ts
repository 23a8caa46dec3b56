import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../postgres.ts'
import { answers, batchSize, createJournal, load, userOf } from './journal.ts'
import { ask, missing, readScores, type Tally, urlWorld, type World } from './world.ts'

/** Where Debian keeps a server beside the `pg_dump` of the same version, which is older than that of npm. */
const folderOf = (version: string) => `/usr/lib/postgresql/${version}/bin`

/**
 * Dumps a database by `pg_dump` while two collectors take events in, restores it into another one, and holds what is there
 * against what had been answered when the dump began, and against itself.
 *
 * @param isHasty leads are dumped apart, later
 */
export async function backup(batches: number, isHasty = false): Promise<Tally | string> {
  const version = /(\d+)/.exec(spawnSync('pg_dump', ['--version']).stdout?.toString() ?? '')?.[1]
  if (version === undefined || !existsSync(join(folderOf(version), 'postgres'))) {
    return 'pg_dump with a server of its version is missing: on Debian, apt-get install postgresql'
  }
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-backup-'))
  const server = await startDebianServer(folderOf(version), folder)
  const [world, restored] = [urlWorld(server.url), urlWorld(server.url.replace(/\/postgres$/, '/restored'))]
  try {
    await ask(server.url, 'CREATE DATABASE restored')
    return await dumpAndRestore(world, restored, folder, batches, isHasty)
  } finally {
    await server.stop()
    await Promise.all([world.end(), restored.end()])
    rmSync(folder, { recursive: true, force: true })
  }
}

async function dumpAndRestore(
  world: World,
  restored: World,
  folder: string,
  batches: number,
  isHasty: boolean,
) {
  const journal = createJournal(3)
  const collectors = await Promise.all([world.start(), world.start()])
  const urls = collectors.map(({ url }) => url)
  const files: string[] = []
  const dump = async (...options: string[]) => {
    const file = join(folder, `leads-${files.push('')}.dump`)
    files[files.length - 1] = file
    const args = ['--format=custom', '--schema=leadlight', `--file=${file}`, ...options, world.database]
    await new Promise<void>((resolve, reject) =>
      spawn('pg_dump', args, { stdio: 'inherit' })
        .once('error', reject)
        .once('close', (code) => (code === 0 ? resolve() : reject(new Error(`pg_dump ended with ${code}`)))),
    )
  }
  let before = new Set<string>()
  await load(journal, urls, 6, async () => {
    await answers(journal, batches * batchSize)
    before = new Set(journal.answered)
    await dump(...(isHasty ? ['--exclude-table-data=leadlight.leads'] : []))
    await answers(journal, batches * batchSize)
    if (isHasty) await dump('--data-only', '--table=leadlight.leads')
  })
  await Promise.all(collectors.map((collector) => collector.end('SIGTERM')))
  for (const file of files) execFileSync('pg_restore', [`--dbname=${restored.database}`, file])

  const collector = await restored.start()
  const lost = (await missing({ ...journal, answered: before }, restored)).length
  const stored = await restored.stored()
  const counts = new Map<string, number>()
  for (const [id, times] of stored) counts.set(userOf(id), (counts.get(userOf(id)) ?? 0) + times)
  const scores = await readScores(collector.url)
  const wrong = [...counts].flatMap(([user, count]) =>
    scores.get(user) === count ? [] : [`${user} has ${count} events and ${scores.get(user)} points`],
  )
  // It goes on from there, and knows what it has.
  const again = createJournal(3)
  for (const client of [0, 1, 2]) if ((await again.post(collector.url, client)) !== 200) wrong.push('refused')
  await collector.end('SIGTERM')
  const double = [...stored.values()].filter((times) => times > 1).length
  return { events: before.size, lost, double, wrong, remark: `${stored.size} events restored` }
}

async function startDebianServer(programs: string, folder: string) {
  chmodSync(folder, 0o777)
  const isRoot = process.getuid?.() === 0
  const run = (program: string, args: string[]) => {
    const command = [join(programs, program), ...args]
    // It refuses to run as root.
    const [name = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
    return spawn(name, rest, { stdio: 'ignore', cwd: folder })
  }
  const data = join(folder, 'data')
  const made = run('initdb', [
    '-D',
    data,
    '-U',
    'leadlight',
    '-A',
    'trust',
    '--no-sync',
    '--encoding=UTF8',
    '--locale=C',
  ])
  await new Promise((resolve) => made.once('close', resolve))
  const port = await freePort()
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'fsync=off',
  ]
  const server = run('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])])
  const url = `postgres://leadlight@127.0.0.1:${port}/postgres`
  const isUp = () =>
    ask(url, 'SELECT 1').then(
      () => true,
      () => false,
    )
  while (!(await isUp())) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start: ${server.exitCode}`)
    await sleep(50)
  }
  return {
    url,
    async stop() {
      await new Promise((resolve) => {
        server.once('close', resolve)
        run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop'])
      })
    },
  }
}
