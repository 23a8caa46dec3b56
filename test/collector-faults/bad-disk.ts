import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { answers, batchSize, createJournal, type Journal, load } from './journal.ts'
import { hasty } from './kills.ts'
import { missing, sqliteWorld, type Tally, tally, type World } from './world.ts'

/** Runs `work` on a file system of its own, of so many KiB; undefined where that cannot be made. */
export async function onSmallDisk<Result>(
  kib: number,
  work: (world: World) => Promise<Result>,
): Promise<Result | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-disk-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder]).status === 0
  try {
    return isMounted ? await work(sqliteWorld(folder)) : undefined
  } finally {
    if (isMounted) execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true })
  }
}

/**
 * Fills the disk under load: 503 and when to come back, until there is space again.
 *
 * @param isHasty of a collector that answers before it commits
 */
export async function fullDisk(world: World, isHasty = false): Promise<Tally> {
  const server = await world.start(isHasty ? { program: () => hasty(world.database) } : {})
  const journal = createJournal(6)
  const ballast = join(world.folder, 'ballast')
  await load(journal, [server.url], 6, () => answers(journal, 10 * batchSize))
  const { bavail, bsize } = statfsSync(world.folder)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 64 * 1024)))
  await load(journal, [server.url], 6, () => (isHasty ? sleep(1_000) : refusals(journal, 20)))
  if (isHasty) {
    const lost = (await missing(journal, world)).length
    await server.end('SIGKILL')
    return { events: journal.answered.size, lost, double: 0, wrong: [] }
  }
  const wrong = await refusalFaults(server.url, journal)
  rmSync(ballast)
  await recover(server.url, journal)
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return result
}

/** Failures of single system calls, as `strace` injects them into a process that runs. */
export const callFaults = {
  'an I/O error while writing': ['pwrite64', 'EIO'],
  'an I/O error while syncing': ['fsync,fdatasync', 'EIO'],
  'a read-only file system': ['pwrite64', 'EROFS'],
  'no space left': ['pwrite64', 'ENOSPC'],
} as const

/** Has a system call fail under load for a while: 503 and when to come back, then all is well without a restart. */
export async function failingCalls(world: World, fault: keyof typeof callFaults): Promise<Tally> {
  const [call, code] = callFaults[fault]
  const server = await world.start()
  const journal = createJournal(6)
  await load(journal, [server.url], 6, () => answers(journal, 10 * batchSize))
  const inject = ['-p', String(server.pid), '-e', `trace=${call}`, '-e', `inject=${call}:error=${code}`]
  const strace = spawn('strace', ['-o', '/dev/null', ...inject], { stdio: 'ignore' })
  await load(journal, [server.url], 6, () => refusals(journal, 20))
  const wrong = await refusalFaults(server.url, journal)
  strace.kill('SIGTERM')
  await once(strace, 'close')
  await recover(server.url, journal)
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return result
}

/** Lets no file of the process grow any more under load, by a limit of the system: 503 and when to come back, until it is lifted. */
export async function filesTooLarge(world: World): Promise<Tally> {
  const server = await world.start()
  const journal = createJournal(6)
  const limit = (most: string) => execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${most}:`])
  await load(journal, [server.url], 6, () => answers(journal, 10 * batchSize))
  limit(String(statSync(`${world.database}-wal`).size))
  await load(journal, [server.url], 6, () => refusals(journal, 20))
  const wrong = await refusalFaults(server.url, journal)
  limit('unlimited')
  await recover(server.url, journal)
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return result
}

/**
 * Leaves the process no descriptors for new connections under load; those that are there go on, and new ones come in when
 * there are some again.
 */
export async function noDescriptors(world: World): Promise<Tally> {
  const server = await world.start()
  const journal = createJournal(6)
  const limit = (most: string) => execFileSync('prlimit', ['--pid', String(server.pid), `--nofile=${most}:`])
  await load(journal, [server.url], 6, async () => {
    await answers(journal, 10 * batchSize)
    limit(String(readdirSync(`/proc/${server.pid}/fd`).length))
    await answers(journal, 10 * batchSize)
    // More connections than there are descriptors: they wait, or are hung up on.
    const strangers = Array.from({ length: 20 }, () =>
      fetch(`${server.url}/api/health`, { signal: AbortSignal.timeout(300) }).catch(() => undefined),
    )
    await Promise.all(strangers)
    await answers(journal, 10 * batchSize)
    limit('4096')
  })
  const wrong: string[] = []
  if ((await fetch(`${server.url}/api/health`)).status !== 200) wrong.push('it does not recover')
  const result = await tally(journal, world, server.url, wrong)
  await server.end('SIGTERM')
  return result
}

/** Waits until that many requests more were answered by something else than 200. */
export async function refusals(journal: Journal, more: number): Promise<void> {
  const refused = () =>
    [...journal.statuses].reduce((sum, [status, times]) => sum + (status === 200 ? 0 : times), 0)
  const wanted = refused() + more
  while (refused() < wanted) await sleep(5)
}

/** Only 503 was answered besides 200, and it says when to come back. */
export async function refusalFaults(url: string, journal: Journal): Promise<string[]> {
  const wrong = [...journal.statuses.keys()]
    .filter((status) => status !== 200 && status !== 503)
    .map((status) => `answered ${status}`)
  const body = JSON.stringify({
    writeKey: 'wk_test',
    batch: [{ type: 'page', anonymousId: 'v', messageId: 'x-x' }],
  })
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body })
  if (answer.status !== 503) wrong.push(`answered ${answer.status} while it cannot store`)
  if (!(Number(answer.headers.get('retry-after')) > 0)) wrong.push('it does not say when to come back')
  return wrong
}

async function recover(url: string, journal: Journal): Promise<void> {
  await load(journal, [url], 6, () => answers(journal, 10 * batchSize))
}
