import { spawnSync } from 'node:child_process'
import { createReadStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { answers, batchName, batchSize, createJournal, load } from './journal.ts'
import { hasty } from './kills.ts'
import type { Tally, World } from './world.ts'

/** Whether system calls can be watched here. */
export function hasStrace(): boolean {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
}

/**
 * Watches the system calls of a collector: before an answer leaves, the events of its request were written to the log of the
 * database, and that was synced afterwards. So what is answered survives a loss of power.
 *
 * @param isHasty of a collector that answers before it commits
 */
export async function fsyncOrder(world: World, requests: number, isHasty = false): Promise<Tally> {
  const trace = join(world.folder, 'trace')
  const calls = 'trace=read,write,writev,pwrite64,fsync,fdatasync'
  const strace = ['strace', '-yy', '-s', '6000', '-o', trace, '-e', calls, '-e', 'signal=none']
  const server = await world.start({
    program: (args) => [...strace, ...(isHasty ? hasty(world.database) : [process.execPath, ...args])],
  })
  const journal = createJournal(6)
  await load(journal, [server.url], 6, () => answers(journal, requests * batchSize))
  // strace itself is deaf to signals as long as what it watches runs.
  const [watched] = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ')
  process.kill(Number(watched), 'SIGTERM')
  await server.end('SIGTERM')
  const { checked, early } = await readTrace(trace)
  const wrong = checked < requests ? [`only ${checked} answers were seen`] : []
  return {
    events: journal.answered.size,
    lost: early,
    double: 0,
    wrong,
    remark: `${checked} answers watched`,
  }
}

/** Goes through the calls in order, as the one thread made them that answers and writes. */
async function readTrace(file: string): Promise<{ checked: number; early: number }> {
  let checked = 0
  let early = 0
  let written = new Set<string>()
  const synced = new Set<string>()
  const asked = new Map<string, string>()
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, call, target = '', rest = ''] = /^(\w+)\(\d+<((?:->|[^>])*)>(.*)$/.exec(line) ?? []
    if (call === undefined) continue
    const batches = rest.match(batchName) ?? []
    if (target.endsWith('leads.db-wal')) {
      if (call === 'pwrite64') for (const batch of batches) written.add(batch)
      else if (rest.endsWith('= 0')) {
        for (const batch of written) synced.add(batch)
        written = new Set()
      }
    } else if (target.startsWith('TCP')) {
      const [batch] = batches
      if (call === 'read' && batch !== undefined) asked.set(target, batch)
      else if (rest.includes('"HTTP/1.1 200')) {
        checked += 1
        if (!synced.has(asked.get(target) ?? '')) early += 1
      }
    }
  }
  return { checked, early }
}
