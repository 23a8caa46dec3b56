import { readdirSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import type { Way } from './throughput.ts'

/** Length of a tick of the kernel's clock, in microseconds. */
const TICK_US = 10_000
const NS_PER_US = 1_000

/** Makes the function that gives the CPU time of all processes of a PostgreSQL server on this machine, in microseconds. */
export async function watchDatabase(url: string): Promise<() => number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
  await client.end()
  const [first] = readFileSync(`${rows[0]?.data_directory}/postmaster.pid`, 'utf8').split('\n')
  return () => {
    let time = 0
    for (const name of readdirSync('/proc')) {
      const process = /^\d+$/.test(name) ? readProcess(name) : undefined
      if (process !== undefined && (name === first || process.parent === first)) time += process.time
    }
    return time
  }
}

/** A way whose CPU time is that of the database, too. */
export function withDatabase(way: Way, cpu: () => number, events: number): Way {
  return {
    ...way,
    async round(load) {
      const before = cpu()
      const cost = await way.round(load)
      return { ...cost, cpu: cost.cpu + (cpu() - before) / events }
    },
  }
}

/**
 * Parent of a process, and its CPU time with that of its children that ended, in microseconds. The kernel tells its own to the
 * nanosecond; https://docs.kernel.org/scheduler/sched-stats.html, https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function readProcess(name: string): { parent: string | undefined; time: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [own] = readFileSync(`/proc/${name}/schedstat`, 'utf8').split(' ')
    const [user, system] = fields.slice(13, 15)
    return {
      parent: fields[1],
      time: Number(own) / NS_PER_US + (Number(user) + Number(system)) * TICK_US,
    }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}
