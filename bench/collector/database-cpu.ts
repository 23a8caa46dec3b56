import { readdirSync, readFileSync } from 'node:fs'
import { Client } from 'pg'
import type { Way } from './throughput.ts'

/** Length of a tick of the kernel's clock, in microseconds. */
const TICK_US = 10_000

/** Makes the function that gives the CPU time of all processes of a PostgreSQL server on this machine, in microseconds. */
export async function watchDatabase(url: string): Promise<() => number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
  await client.end()
  const [first] = readFileSync(`${rows[0]?.data_directory}/postmaster.pid`, 'utf8').split('\n')
  return () => {
    let ticks = 0
    for (const name of readdirSync('/proc')) {
      const [parent, ...times] = /^\d+$/.test(name) ? readTimes(name) : []
      if (name === first || parent === Number(first)) ticks += times.reduce((sum, time) => sum + time, 0)
    }
    return ticks * TICK_US
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

/** Parent, user and system time of a process, and those of its children that ended; https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function readTimes(name: string): number[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return [fields[1], ...fields.slice(11, 15)].map(Number)
  } catch {
    // It has ended meanwhile.
    return []
  }
}
